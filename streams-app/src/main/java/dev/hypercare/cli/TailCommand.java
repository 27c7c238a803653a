package dev.hypercare.cli;

import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicTail;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tail}: the records of an output topic as they come. */
@Command(
        name = "tail",
        description = {
            "Shows records of a topic as they are committed; Ctrl-C ends it.",
            "It reads the topic itself, without a consumer group, so it disturbs nobody."
        },
        footer = {
            "",
            "Examples: alerts as they fire and resolve; what was rejected, as JSON",
            "  hypercare tail alerts",
            "  hypercare tail dead-letters --from-beginning --for 5s --output json"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class TailCommand implements Callable<Integer> {
    /** What can be shown. */
    enum Kind {
        ALERTS,
        KPIS,
        DEAD_LETTERS,
        CALLS,
        VERDICTS,
        DECISIONS,
        GAPS;

        /** As it is written on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Parameters(index = "0", paramLabel = "WHAT", description = "One of ${COMPLETION-CANDIDATES}.")
    private Kind kind;

    @Option(names = "--from-beginning", description = "Begin with the oldest record kept, not with the next one.")
    private boolean fromBeginning;

    @Option(names = "--max", paramLabel = "N", description = "End after so many records.")
    private @Nullable Long max;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationWords.class,
            description = "End after this time, such as 10s.")
    private @Nullable Duration howLong;

    @Option(
            names = "--resolution",
            defaultValue = "1m",
            description = "Windows of `tail kpis`: 10s, 1m, 5m, 1h or 1d (default: ${DEFAULT-VALUE}).")
    private String resolution;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "table (lines for people) or json (an object a line) (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Mixin
    private ClusterOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (output == Output.CSV) {
            throw new InvalidInput("--output csv (expected: table or json)", "Records are nested; take json.");
        }
        if (max != null && max < 1) {
            throw new InvalidInput("--max " + max + " (expected: 1 or more)", "Leave it out for no limit.");
        }
        Resolution windows = resolution();
        ClusterAccess cluster = options.cluster();
        RecordLines lines = new RecordLines(Ink.auto(), ZoneId.systemDefault());
        switch (kind) {
            case ALERTS -> show(cluster, Topics.ALERTS, lines::alert);
            case KPIS -> show(cluster, windows.topic(), lines::kpi);
            case DEAD_LETTERS -> show(cluster, Topics.DEAD_LETTERS, lines::deadLetter);
            case CALLS -> show(cluster, Topics.CALLS, lines::call);
            case VERDICTS -> show(cluster, Topics.VERDICTS, lines::verdict);
            case DECISIONS -> show(cluster, Topics.DECISIONS, lines::decision);
            case GAPS -> show(cluster, Topics.GAPS, lines::gap);
        }
        return 0;
    }

    private <V extends SpecificRecord> void show(
            ClusterAccess cluster, Topic<V> topic, Function<V, List<String>> lines) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Function<V, List<String>> shown =
                output == Output.JSON ? value -> List.of(RecordJson.of(value).toString()) : lines;
        try (TopicTail<V> tail = cluster.tail(topic)) {
            if (fromBeginning) {
                tail.fromBeginning();
            } else if (output == Output.TABLE) {
                err.println("waiting for records of " + cluster.wiring().name(topic) + "; Ctrl-C ends it");
                err.flush();
            }
            new Tailing<>(tail, shown, out, err)
                    .run(max == null ? Long.MAX_VALUE : max, howLong == null ? Duration.ofDays(36_500) : howLong);
        } catch (RegistryException e) {
            throw cluster.registryProblem(e);
        }
    }

    private Resolution resolution() {
        return Arrays.stream(Resolution.values())
                .filter(candidate -> label(candidate).equals(resolution))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(
                        "--resolution " + resolution + " (expected: one of "
                                + Arrays.stream(Resolution.values())
                                        .map(TailCommand::label)
                                        .collect(Collectors.joining(", "))
                                + ")",
                        "Choose one of these."));
    }

    private static String label(Resolution candidate) {
        return candidate == Resolution.PANE ? "10s" : candidate.label();
    }
}
