package dev.hypercare.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code formats}: the log formats there are, and trying one on a sample. */
@Command(
        name = "formats",
        description = "Lists the log formats that can be read, and tries one, or one of your own, on a sample.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {FormatsListCommand.class, FormatsTryCommand.class},
        footer = {
            "",
            "Examples: what there is; what becomes of a sample",
            "  hypercare formats list",
            "  hypercare formats try --format kong sample.json"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class FormatsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "nothing to do given (expected: list or try)");
    }
}
