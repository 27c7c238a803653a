package dev.hypercare.cli;

import dev.hypercare.PipelineConfig;
import dev.hypercare.cli.lab.RecordedRun;
import dev.hypercare.cli.lab.RecordedRun.FaultReport;
import dev.hypercare.cli.lab.RecordedRun.Report;
import dev.hypercare.schemas.events.PatternState;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
            "time: which patterns were reported as new or surging from each injection to the end of its recording, and how many seconds",
            "after it (end of the 10 s that decided it); and how many were reported at other times. Stretches that were not recorded are left out."
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

    @Option(names = "--reports", description = "Show each report, too.")
    private boolean reports;

    @Mixin
    private JsonTarget json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RecordedRun run = RecordedRun.of(dir, PipelineConfig.load(config).patterns());
        PrintWriter out = spec.commandLine().getOut();
        json.write(out, run::json, () -> show(run, out));
        return 0;
    }

    private void show(RecordedRun run, PrintWriter out) {
        Table table = new Table(
                List.of("injected", "service", "fault", "reports>", "of it>", "new after>", "surging after>"));
        for (FaultReport fault : run.faults()) {
            table.add(List.of(
                    CLOCK.format(fault.at()),
                    fault.service(),
                    fault.kind(),
                    Integer.toString(fault.reports().size()),
                    Integer.toString(fault.own().size()),
                    after(fault.first(PatternState.NEW)),
                    after(fault.first(PatternState.SURGING))));
        }
        table.print(out);
        out.println();
        if (reports) {
            run.faults().forEach(fault -> fault.reports().forEach(report -> out.println(line("+", report))));
            run.outside().forEach(report -> out.println(line("outside, at ", report)));
            out.println();
        }
        out.println(String.format(
                Locale.ROOT,
                "%d of %d faults had a report, %d on their own service; %d reports outside the faults %s in %d recorded minutes with %,d lines",
                run.found(false),
                run.faults().size(),
                run.found(true),
                run.outside().size(),
                run.outsideByState(),
                run.seconds() / 60,
                run.errors()));
    }

    private static String after(long seconds) {
        return seconds < 0 ? "-" : seconds + "s";
    }

    private static String line(String lead, Report report) {
        return String.format(
                Locale.ROOT,
                "%s%ds %s %s %d calls: %s",
                lead,
                report.after(),
                report.state(),
                report.service(),
                report.calls(),
                report.template());
    }
}
