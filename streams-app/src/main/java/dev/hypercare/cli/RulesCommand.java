package dev.hypercare.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rules}: check and try rules before they are used. */
@Command(
        name = "rules",
        description = "Checks and tries rules before they are used.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RulesCheckCommand.class, RulesTestCommand.class},
        footer = {"", "Example:", "  hypercare rules check my-rules.yaml"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class RulesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "nothing to do given (expected: check or test)");
    }
}
