package dev.hypercare.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rules}: check and try rules before they are used, and change those that are. */
@Command(
        name = "rules",
        description = {
            "Checks and tries rules before they are used, and changes those of running instances.",
            "check and test need nothing that runs, backtest reads topics; the others ask a running instance."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RulesCheckCommand.class,
            RulesTestCommand.class,
            RulesBacktestCommand.class,
            RulesApplyCommand.class,
            RulesListCommand.class,
            RulesShowCommand.class,
            RulesDisableCommand.class
        },
        footer = {
            "",
            "Examples: a rule of your own, checked and used",
            "  hypercare rules check my-rules.yaml",
            "  hypercare rules apply my-rules.yaml"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class RulesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "nothing to do given (expected: check, test, backtest, apply, list, show or disable)");
    }
}
