package dev.hypercare.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code marks remove}: takes a mark back. */
@Command(
        name = "remove",
        description = "Takes a mark back; what it suppressed is told if it still lasts.",
        footer = {"", "Example:", "  hypercare marks remove 3f0a91c27b44"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class MarksRemoveCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "The mark, as `marks list` names it.")
    private String id;

    @Mixin
    private UrlOptions url;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        url.client().delete("/api/v1/marks/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
        spec.commandLine().getOut().println("mark " + id + " taken back");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
