package dev.hypercare.cli;

import dev.hypercare.PipelineConfig;
import dev.hypercare.cli.lab.RecordedRun;
import dev.hypercare.cli.lab.RecordedRun.FaultReport;
import dev.hypercare.cli.lab.RecordedRun.Report;
import dev.hypercare.schemas.events.PatternState;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lab recorded}: new and surging patterns on a recorded day with injected faults. */
@Command(
        name = "recorded",
        description = {
            "Feeds the error lines of a recorded day of real services, with faults injected at known times, through the stage patterns in virtual",
            "time: what the recording shows of each fault, which patterns were reported as new or surging, and how many seconds after its labelled",
            "time (end of the 10 s that decided it; below zero for the minute before, since labels are imprecise); and how many at other times.",
            "Stretches that were not recorded are left out. own: messages, twice or more, that no stretch without this kind of fault has;",
            "first: when the first of them was logged; slower: times as long as in other stretches the slowest twentieth of calls took."
        },
        footer = {
            "",
            "Example: the Train-Ticket day of github.com/IntelligentDDS/Nezha",
            "  hypercare lab recorded --dir ../data/nezha-trainticket --json recorded.json"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class LabRecordedCommand implements Callable<Integer> {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            required = true,
            description = "The folder with calls_*.csv.gz, errors_*.csv.gz and *fault_list.json.")
    private Path dir;

    @Option(names = "--config", description = "Configuration file, of which patterns is used.")
    private @Nullable Path config;

    @Option(
            names = "--learn",
            paramLabel = "TIME",
            defaultValue = "1m",
            converter = DurationWords.class,
            description = {
                "For how long nothing is new after the recording begins, which is the go-live (default: ${DEFAULT-VALUE}).",
                "Of the time before nothing was recorded, so all that is usual is seen for the first time."
            })
    private Duration learn;

    @Option(names = "--reports", description = "Show each report, too.")
    private boolean reports;

    @Mixin
    private JsonTarget json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RecordedRun run =
                RecordedRun.of(dir, PipelineConfig.load(config).patterns().learningFor(learn));
        PrintWriter out = spec.commandLine().getOut();
        json.write(out, run::json, () -> show(run, out));
        return 0;
    }

    private void show(RecordedRun run, PrintWriter out) {
        Table table = new Table(List.of(
                "injected",
                "service",
                "fault",
                "calls>",
                "failing>",
                "lines>",
                "own>",
                "first>",
                "slower>",
                "seen by",
                "reports>",
                "of it>",
                "new after>",
                "surging after>"));
        for (FaultReport fault : run.faults()) {
            List<String> row = new ArrayList<>(List.of(CLOCK.format(fault.at()), fault.service(), fault.kind()));
            row.addAll(fault.seen());
            row.addAll(List.of(
                    Integer.toString(fault.reports().size()),
                    Integer.toString(fault.own().size()),
                    after(fault.first(PatternState.NEW)),
                    after(fault.first(PatternState.SURGING))));
            table.add(row);
        }
        table.print(out);
        out.println();
        if (reports) {
            run.faults().forEach(fault -> fault.reports().forEach(report -> out.println(line("", report))));
            run.outside().forEach(report -> out.println(line("outside, at ", report)));
            out.println();
        }
        out.println(String.format(
                Locale.ROOT,
                "%d of %d faults had a report, %d of them after their labelled time, %d on their own service; %d could be seen by a message of their own, "
                        + "of which %d had a report; %d reports outside the faults %s in %d recorded minutes with %,d lines",
                run.found(false),
                run.faults().size(),
                run.count(fault -> !fault.after().isEmpty()),
                run.found(true),
                run.count(fault -> fault.signs().own() > 0),
                run.count(fault -> fault.signs().own() > 0 && !fault.reports().isEmpty()),
                run.outside().size(),
                run.outsideByState(),
                run.seconds() / 60,
                run.errors()));
    }

    private static String after(@Nullable Long seconds) {
        return seconds == null ? "-" : seconds + "s";
    }

    private static String line(String lead, Report report) {
        return String.format(
                Locale.ROOT,
                "%s%+ds %s %s %d calls: %s",
                lead,
                report.after(),
                report.grown() ? "GROWN" : report.state(),
                report.service(),
                report.calls(),
                report.template());
    }
}
