package dev.hypercare.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code marks}: what people say of alerts. */
@Command(
        name = "marks",
        description = {
            "Says something of alerts: somebody works on one, one is a false alarm, something is under maintenance.",
            "Maintenance and false alarms keep alerts from being told; they go on all the same and can be asked for."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {MarksAddCommand.class, MarksListCommand.class, MarksRemoveCommand.class},
        footer = {
            "",
            "Example: nobody is to be woken by the payments API for two hours",
            "  hypercare marks add maintenance --label api=payments --for 2h --note 'new database'"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class MarksCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "nothing to do given (expected: add, list or remove)");
    }
}
