package dev.hypercare.cli;

import dev.hypercare.query.access.AccessToken;
import dev.hypercare.query.access.TokenFile;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code token list}: who has one. */
@Command(
        name = "list",
        description = "The tokens by name, with what they may do and see.",
        footer = {"", "Example: those of another file", "  hypercare token list --tokens /etc/hypercare/tokens"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class TokenListCommand implements Callable<Integer> {
    @Mixin
    private TokenOption tokens;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Table table = new Table(List.of("name", "role", "tenants"));
        for (AccessToken token : TokenFile.read(tokens.file())) {
            table.add(List.of(token.visitor().name(), token.visitor().role().word(), token.tenants()));
        }
        table.print(spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
