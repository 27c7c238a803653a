package dev.hypercare.bench.tickets;

import dev.hypercare.bench.compare.Machine;
import dev.hypercare.bench.tickets.TicketDays.Kind;
import dev.hypercare.bench.warm.ReportOutput;
import dev.hypercare.bench.warm.WarmReport;
import dev.hypercare.contract.config.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what a ticket costs at the desk, where one task decides all of them. */
@Command(
        name = "tickets",
        description = {
            "CPU of the desk of tickets per ticket, in eight parts, which have to cost the same: tickets that stay open, so that there are more and",
            "more; tickets that are answered, resolved and forgotten two days later; and tickets of which no two share a word. Every",
            "minute of event time one of 2,000 patterns is told. Without Kafka and disk: records are decoded and encoded as for the stores."
        },
        footer = {"", "Example:", "  bench/run tickets --per-day 10000 --days 8 --json tickets.json"})
public final class TicketsCommand implements Callable<Integer> {
    @Option(names = "--per-day", defaultValue = "10000", description = "Tickets of a day (${DEFAULT-VALUE}).")
    private int perDay;

    @Option(names = "--days", defaultValue = "8", description = "Days of event time (${DEFAULT-VALUE}).")
    private int days;

    @Mixin
    private final ReportOutput output = new ReportOutput();

    @Override
    public Integer call() {
        if (perDay < 10 || days < 1) {
            throw new InvalidInput(
                    "--per-day has to be 10 or more, --days 1 or more", "For example: bench/run tickets --days 8");
        }
        for (Kind kind : Kind.values()) {
            TicketDays.of(kind, Math.min(perDay, 2000), 1); // the compiler has seen everything
        }
        List<TicketDays> runs = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            TicketDays run = TicketDays.of(kind, perDay, days);
            runs.add(run);
            run.rows().forEach(output::progress);
        }
        Machine machine = Machine.here();
        Map<String, Double> ratios = ratios(runs);
        List<Map<String, Object>> parts = new ArrayList<>();
        runs.forEach(run -> parts.addAll(run.json()));
        Map<String, Object> report = WarmReport.json(machine, Map.of("perDay", perDay, "days", days), ratios, parts);
        List<List<String>> table = ReportOutput.table(
                TicketDays.HEADER,
                runs.stream().flatMap(run -> run.rows().stream()).toList());
        output.tell(report, ReportOutput.lines(machine, List.of(table), ratios));
        return 0;
    }

    /**
     * {@code tickets.<kind>Time}: CPU of a ticket in the last part to that in the second; {@code ...Stored}: what is kept at the end to what
     * was in the middle, of those that are forgotten; {@code tickets.microsPerThousandOpen}.
     */
    static Map<String, Double> ratios(List<TicketDays> runs) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        for (TicketDays run : runs) {
            String name = "tickets." + run.kind().name().toLowerCase(Locale.ROOT);
            ratios.put(name + "Time", run.timeLastToSecond());
            if (run.kind() == Kind.OPEN) {
                ratios.put("tickets.microsPerThousandOpen", run.microsPerThousandOpen());
            } else {
                ratios.put(name + "Stored", run.storedLastToMiddle());
            }
        }
        return ratios;
    }
}
