package dev.hypercare.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code alerts}: try the alerting itself. */
@Command(
        name = "alerts",
        description = "Tries the way an alert takes.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {SendTestCommand.class},
        footer = {"", "Example:", "  hypercare alerts send-test"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class AlertsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "nothing to do given (expected: send-test)");
    }
}
