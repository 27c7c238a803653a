package dev.hypercare.cli;

import dev.hypercare.PipelineConfig;
import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.cli.trial.Explain;
import dev.hypercare.cli.trial.Explanation;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.rules.PastRules;
import dev.hypercare.rules.RulesConfig;
import dev.hypercare.schemas.registry.RegistryException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code explain}: why rules fired at a time, or did not. */
@Command(
        name = "explain",
        description = {
            "Shows each rule that looked at an API, a route or a consumer at a time: what it saw, what it compares it with,",
            "and why it fired or did not; what was said live, and what became of the alert.",
            "The calls up to then are replayed through the rules themselves, those that were applied then among them, so that it is",
            "what was decided."
        },
        footer = {
            "",
            "Examples: all rules on an API; one rule on a route",
            "  hypercare explain --api payments --at 2026-11-22T10:14:30Z",
            "  hypercare explain --api payments --route /v1/pay/{id} --method POST --at -5m --rule route-5xx-burst"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private LabelOptions subject;

    @Option(names = "--at", required = true, description = "The instant: ISO, milliseconds, or before now such as -5m.")
    private String at;

    @Option(names = "--rule", paramLabel = "ID", description = "Only this rule.")
    private @Nullable String rule;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "Rules to ask besides those of the configuration; may be repeated.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            converter = DurationWords.class,
            description = {
                "How much of the time before is replayed (default: the longest window of the rules; a day for rules that",
                "learn what is ordinary, up to three for objectives)."
            })
    private @Nullable Duration warmUp;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "table (lines for people) or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Mixin
    private ClusterOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        long instant = TimeArgument.millis("--at", at, System.currentTimeMillis());
        if (output == Output.CSV) {
            throw new InvalidInput("--output csv (expected: table or json)", "Readings are nested; take json.");
        }
        PipelineConfig config = options.config();
        Map<String, String> labels = labels(config.kpi().views());
        Explain explain = new Explain(options.cluster(), config.kpi(), rules(config));
        show(run(explain, new Explain.Question(labels, instant, rule, warmUp)));
        return 0;
    }

    private PastRules rules(PipelineConfig config) {
        RulesConfig own = config.rules();
        List<Path> all = Stream.concat(own.files().stream(), files.stream()).toList();
        return PastRules.load(new RulesConfig(own.builtin(), all, own.disabled(), own.views()));
    }

    private Map<String, String> labels(List<List<String>> views) {
        Map<String, String> labels = subject.given();
        String known = views.stream().flatMap(List::stream).distinct().collect(Collectors.joining(", "));
        if (labels.isEmpty()) {
            throw new InvalidInput(
                    "nothing to explain (expected: labels out of " + known + ")",
                    "Give --api, or --label gateway=NAME.");
        }
        labels.keySet().forEach(label -> {
            if (views.stream().noneMatch(view -> view.contains(label))) {
                throw new InvalidInput(
                        "--label " + label + " (expected: one of " + known + ")",
                        "KPIs are kept by these; kpi.views of the configuration has more.");
            }
        });
        return labels;
    }

    private Explanation run(Explain explain, Explain.Question question) {
        Progress progress = new Progress(spec.commandLine().getErr(), Ink.auto().on(), System::nanoTime);
        try {
            return explain.run(
                    question,
                    (share, records) -> progress.report(() -> String.format(
                            Locale.ROOT, "replayed: %.0f %%, %,d calls", 100 * Math.max(0, share), records)));
        } catch (RegistryException e) {
            throw options.cluster().registryProblem(e);
        } finally {
            progress.done();
        }
    }

    private void show(Explanation explanation) {
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            out.println(new ExplanationJson(explanation).json());
        } else {
            new ExplanationLines(explanation, Ink.auto(), ZoneId.systemDefault())
                    .lines()
                    .forEach(out::println);
        }
        out.flush();
    }
}
