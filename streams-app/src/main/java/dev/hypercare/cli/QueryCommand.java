package dev.hypercare.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code query}: questions to a running instance. */
@Command(
        name = "query",
        description =
                "Asks a running Hypercare: KPIs over any range, what changed, alerts, gaps, patterns, tickets, itself.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            QueryKpisCommand.class,
            QueryTopCommand.class,
            QueryHeatmapCommand.class,
            QueryCompareCommand.class,
            QueryParetoCommand.class,
            QueryChangedCommand.class,
            QueryAlertsCommand.class,
            QueryAlertCommand.class,
            QueryEndedAlertsCommand.class,
            QueryGapsCommand.class,
            QueryPatternsCommand.class,
            QueryTicketsCommand.class,
            QueryTicketKpisCommand.class,
            QuerySeriesCommand.class,
            QueryCatalogCommand.class,
            QueryDeadLettersCommand.class,
            QueryTopologyCommand.class,
            QueryLagCommand.class,
            QueryExplainCommand.class,
            QueryHealthCommand.class,
            QueryMetricsCommand.class,
            QueryOpenapiCommand.class
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
                spec.commandLine(),
                "no question given (expected one of: "
                        + String.join(", ", spec.subcommands().keySet()) + ")");
    }
}
