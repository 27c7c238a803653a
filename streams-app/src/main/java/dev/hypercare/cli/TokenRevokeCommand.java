package dev.hypercare.cli;

import dev.hypercare.query.access.TokenFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code token revoke}: takes one out of the file. */
@Command(
        name = "revoke",
        description = "Takes a token out of the file: it is refused within a second.",
        footer = {"", "Example: it was shown to the wrong people", "  hypercare token revoke --name grafana"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class TokenRevokeCommand implements Callable<Integer> {
    @Option(names = "--name", required = true, description = "Whose.")
    private String name;

    @Mixin
    private TokenOption tokens;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        TokenFile.remove(tokens.file(), name);
        spec.commandLine().getOut().println("revoked " + name);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
