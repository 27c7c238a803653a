package dev.hypercare.cli;

import dev.hypercare.query.QueryConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the query API is: named, or that of the instance on this machine. */
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class UrlOptions {
    @Option(names = "--url", description = "The query API (default: of the instance that runs on --data).")
    private @Nullable String url;

    @Option(
            names = "--data",
            defaultValue = ".hypercare",
            description = "Data directory of a running `hypercare up` (default: ${DEFAULT-VALUE}).")
    private Path data;

    QueryClient client() {
        return new QueryClient(
                url != null ? url : Instance.find(data).map(Instance::query).orElse(defaultUrl()));
    }

    private static String defaultUrl() {
        return "http://" + QueryConfig.DEFAULT_HOST + ":" + QueryConfig.DEFAULT_PORT;
    }
}
