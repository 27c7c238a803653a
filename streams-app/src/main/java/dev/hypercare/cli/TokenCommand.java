package dev.hypercare.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code token}: who may ask the query API. */
@Command(
        name = "token",
        description = {
            "Makes and revokes tokens of the query API. The file holds their hashes only (query.access.tokens names it);",
            "a running instance sees a change within a second."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TokenCreateCommand.class, TokenListCommand.class, TokenRevokeCommand.class},
        footer = {
            "",
            "Example: Grafana may read what the tenant shop has",
            "  hypercare token create --name grafana --role viewer --tenant shop"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class TokenCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "nothing to do given (expected: create, list or revoke)");
    }
}
