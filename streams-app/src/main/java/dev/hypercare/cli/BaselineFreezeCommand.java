package dev.hypercare.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.measure.KpiDecoder;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.rules.BaselineMaker;
import dev.hypercare.schemas.events.Baseline;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicTail;
import dev.hypercare.streams.TopicWriter;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code baseline freeze}: makes one of the KPIs of a period. */
@Command(
        name = "freeze",
        description = {
            "Makes a baseline of the KPIs of a period: for each series what was ordinary in each respect.",
            "It reads the topic kpis-1m, which keeps 30 days by default, and writes the topic baselines.",
            "A baseline of the same name is replaced, series by series."
        },
        footer = {
            "",
            "Example: the two days before the launch, of routes only",
            "  hypercare baseline freeze pre-launch --from 2026-11-20T00:00:00Z --to 2026-11-22T00:00:00Z --view api,route,method"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class BaselineFreezeCommand implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Duration WAIT = Duration.ofMillis(500);
    /** KPIs are written after the fact; by how much clocks may differ. */
    private static final long CLOCKS = Duration.ofMinutes(10).toMillis();

    @Parameters(index = "0", paramLabel = "NAME", description = "Lower-case words joined by -, such as pre-launch.")
    private String name;

    @Option(names = "--from", required = true, description = "First instant: ISO, or before now such as -2d.")
    private String from;

    @Option(names = "--to", defaultValue = "now", description = "First instant after (default: ${DEFAULT-VALUE}).")
    private String to;

    @Option(
            names = "--view",
            paramLabel = "LABELS",
            description = "Only series of this view, such as api,route,method; may be repeated (default: all).")
    private List<String> views = List.of();

    @Option(
            names = "--by",
            defaultValue = "${sys:user.name}",
            description = "Who makes it (default: ${DEFAULT-VALUE}).")
    private String by;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "table (a line for people) or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Mixin
    private ClusterOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInput(
                    "name " + name + " (expected: lower-case words joined by -)", "Take one such as pre-launch.");
        }
        long now = System.currentTimeMillis();
        long first = TimeArgument.millis("--from", from, now);
        long end = TimeArgument.millis("--to", to, now);
        if (end - first < Duration.ofMinutes(1).toMillis()) {
            throw new InvalidInput(
                    "--from " + from + " --to " + to + " (expected: at least a minute)",
                    "A baseline needs hours, better days: what was ordinary at night is not what is by day.");
        }
        ClusterAccess cluster = options.cluster();
        BaselineMaker maker = new BaselineMaker(name, first, end);
        Progress progress = new Progress(spec.commandLine().getErr(), Ink.auto().on(), System::nanoTime);
        try {
            read(cluster, maker, first, progress);
            List<Baseline> made = maker.finish(by, Instant.ofEpochMilli(now));
            if (made.isEmpty()) {
                throw new InvalidInput(
                        "between " + Instant.ofEpochMilli(first) + " and " + Instant.ofEpochMilli(end)
                                + " no series had enough calls to know what is ordinary",
                        "Take a longer period; `hypercare query kpis --from ... --to ...` shows what there is.");
            }
            write(cluster, made, progress);
            progress.done();
            tell(made, maker.refused());
        } catch (RegistryException e) {
            throw cluster.registryProblem(e);
        }
        return 0;
    }

    private void read(ClusterAccess cluster, BaselineMaker maker, long first, Progress progress) {
        List<String> wanted = views.stream()
                .map(view -> String.join(
                        ",", Stream.of(view.split(",")).map(String::strip).toList()))
                .toList();
        long read = 0;
        try (TopicTail<Kpi> tail = cluster.tail(Topics.KPIS_1M)) {
            tail.from(Math.max(0, first - CLOCKS));
            do {
                for (TopicTail.Message<Kpi> message : tail.poll(WAIT)) {
                    Kpi kpi = message.value();
                    if (kpi != null && (wanted.isEmpty() || wanted.contains(kpi.getView()))) {
                        maker.add(
                                new Series(kpi.getSeries()),
                                kpi.getWindowStart().toEpochMilli(),
                                KpiDecoder.kpis(kpi));
                    }
                    read++;
                }
                long soFar = read;
                progress.report(() -> soFar + " records read, " + maker.series() + " series");
            } while (!tail.atEnd());
        }
    }

    private static void write(ClusterAccess cluster, List<Baseline> made, Progress progress) {
        try (TopicWriter<Baseline> writer = cluster.writer(Topics.BASELINES)) {
            int written = 0;
            for (Baseline one : made) {
                writer.write(BaselineMaker.key(one.getName(), one.getSeries()), one);
                written++;
                int soFar = written;
                progress.report(() -> soFar + " of " + made.size() + " series written");
            }
        }
    }

    private void tell(List<Baseline> made, long refused) {
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            out.println(JsonNodeFactory.instance
                    .objectNode()
                    .put("name", name)
                    .put("from", made.get(0).getFrom().toString())
                    .put("to", made.get(0).getTo().toString())
                    .put("series", made.size())
                    .put("lateCorrections", refused));
        } else {
            out.println("baseline " + name + " has " + made.size()
                    + " series; rules of kind baseline use it with `against: " + name + "`");
            if (refused > 0) {
                out.println(refused + " corrections by late calls came too late to be part of it");
            }
        }
        out.flush();
    }
}
