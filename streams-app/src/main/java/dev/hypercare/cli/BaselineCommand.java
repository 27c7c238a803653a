package dev.hypercare.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code baseline}: what was ordinary in a period that is worth a name. */
@Command(
        name = "baseline",
        description = {
            "Keeps what was ordinary in a period, such as the days before a launch, under a name.",
            "Rules of kind baseline that name it (against: pre-launch) know what is ordinary from the first minute on."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BaselineFreezeCommand.class,
            BaselineListCommand.class,
            BaselineShowCommand.class,
            BaselineDeleteCommand.class
        },
        footer = {
            "",
            "Example: the two days before the launch",
            "  hypercare baseline freeze pre-launch --from 2026-11-20T00:00:00Z --to 2026-11-22T00:00:00Z"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class BaselineCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "nothing to do given (expected: freeze, list, show or delete)");
    }
}
