package dev.hypercare.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lab}: how good the detection is. */
@Command(
        name = "lab",
        description = "Measures the detection on labelled data.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LabDetectionCommand.class, LabAnomaliesCommand.class, LabTicketsCommand.class},
        footer = {
            "",
            "Example: how soon the faults of a simulated launch are found",
            "  hypercare lab detection --seeds 1-3",
            "Example: the anomaly detector on a clone of the Numenta Anomaly Benchmark",
            "  hypercare lab anomalies --nab ../NAB",
            "Example: how tickets are grouped, on labelled texts",
            "  hypercare lab tickets --file tickets.csv"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class LabCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "nothing to measure given (expected: detection, anomalies or tickets)");
    }
}
