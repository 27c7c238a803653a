package dev.hypercare.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code query}: questions to a running instance. */
@Command(
        name = "query",
        description = "Asks a running Hypercare: KPIs over any range, active alerts, series, tickets.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            QueryKpisCommand.class,
            QueryAlertsCommand.class,
            QuerySeriesCommand.class,
            QueryTicketsCommand.class,
            QueryTicketKpisCommand.class
        },
        footer = {
            "",
            "Example: how the payments API did in the last quarter of an hour",
            "  hypercare query kpis --api payments --from -15m"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "no question given (expected: kpis, alerts, series, tickets or ticket-kpis)");
    }
}
