package dev.hypercare.cli;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.TextFile;
import dev.hypercare.query.QueryConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the query API is, named or that of the instance on this machine, and who we are for it. A token is no option: everybody can read those. */
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class UrlOptions {
    private static final String VARIABLE = "HYPERCARE_TOKEN";

    @Option(names = "--url", description = "The query API (default: of the instance that runs on --data).")
    private @Nullable String url;

    @Option(
            names = "--data",
            defaultValue = ".hypercare",
            description = "Data directory of a running `hypercare up` (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the token that is sent (default: the environment variable " + VARIABLE + ").")
    private @Nullable Path tokenFile;

    @Option(
            names = "--cacert",
            paramLabel = "FILE",
            description = "PEM file with the authorities that the API is trusted by (default: those of Java).")
    private @Nullable Path cacert;

    QueryClient client() {
        return new QueryClient(
                url != null ? url : Instance.find(data).map(Instance::query).orElse(defaultUrl()), token(), cacert);
    }

    private @Nullable String token() {
        if (tokenFile == null) {
            String token = System.getenv(VARIABLE);
            return token == null || token.isBlank() ? null : checked(token.strip(), VARIABLE);
        }
        String text = TextFile.read(tokenFile, "Name the file that hypercare token create was told to write to.");
        return checked(text.strip(), "--token-file: " + tokenFile);
    }

    private static String checked(String token, String where) {
        if (!token.matches("[\\x21-\\x7e]{1,8000}")) {
            throw new InvalidInput(
                    where + " holds no token (expected: one word)", "Put the token there, and nothing else.");
        }
        return token;
    }

    private static String defaultUrl() {
        return "http://" + QueryConfig.DEFAULT_HOST + ":" + QueryConfig.DEFAULT_PORT;
    }
}
