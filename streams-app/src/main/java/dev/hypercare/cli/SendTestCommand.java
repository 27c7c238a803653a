package dev.hypercare.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.contract.Severity;
import dev.hypercare.contract.TestAlert;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code alerts send-test}: one clearly marked alert through the whole path. */
@Command(
        name = "send-test",
        description = {
            "Sends one alert, marked as a test, from the verdict to the alerts topic and everything behind it,",
            "and says how long it took. It resolves by itself. Exit code 1 when it does not arrive in time."
        },
        footer = {"", "Example: does a P2 reach the pager?", "  hypercare alerts send-test --severity P2 --lasts 1m"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class SendTestCommand implements Callable<Integer> {
    @Option(
            names = "--api",
            defaultValue = TestAlert.RULE,
            description = "API in the labels of the alert (default: ${DEFAULT-VALUE}).")
    private String api;

    @Option(
            names = "--severity",
            defaultValue = "P4",
            description = "${COMPLETION-CANDIDATES}, before the catalog's criticality (default: ${DEFAULT-VALUE}).")
    private Severity severity;

    @Option(
            names = "--lasts",
            converter = DurationWords.class,
            defaultValue = "2s",
            description = "How long it fires before it resolves (default: ${DEFAULT-VALUE}).")
    private Duration lasts;

    @Option(
            names = "--wait",
            converter = DurationWords.class,
            defaultValue = "10s",
            description = "How long to wait for each of the two records (default: ${DEFAULT-VALUE}).")
    private Duration patience;

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
        if (api.isBlank()) {
            throw new InvalidInput("--api: '' (expected: a name)", "Leave it out for " + TestAlert.RULE + ".");
        }
        try (TestAlertRun run = new TestAlertRun(options.cluster(), api, severity, System::currentTimeMillis)) {
            long begin = System.nanoTime();
            Optional<Alert> fired;
            long firedAfter;
            try {
                run.fire();
                fired = run.await(AlertState.FIRING, patience);
                firedAfter = millisSince(begin);
                fired.ifPresent(alert -> show(alert, firedAfter));
                if (fired.isPresent()) {
                    run.await(AlertState.RESOLVED, lasts); // it can only be somebody else's test
                }
            } finally {
                run.resolve();
            }
            long resolving = System.nanoTime();
            Optional<Alert> resolved = fired.isPresent() ? run.await(AlertState.RESOLVED, patience) : Optional.empty();
            resolved.ifPresent(alert -> show(alert, millisSince(resolving)));
            return verdict(fired.orElse(null), resolved.orElse(null), firedAfter, millisSince(resolving));
        }
    }

    private int verdict(@Nullable Alert fired, @Nullable Alert resolved, long firedAfter, long resolvedAfter) {
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("arrived", fired != null)
                    .put("firedAfterMs", fired == null ? null : (Long) firedAfter)
                    .put("resolved", resolved != null)
                    .put("resolvedAfterMs", resolved == null ? null : (Long) resolvedAfter);
            json.set("alert", fired == null ? JsonNodeFactory.instance.nullNode() : RecordJson.of(fired));
            out.println(json);
            out.flush();
        }
        if (fired == null || resolved == null) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("error: no " + (fired == null ? "firing" : "resolved") + " alert came within "
                    + patience.toMillis() + " ms");
            err.println("  -> Does the application `watch` run? See: hypercare query alerts, hypercare tail verdicts");
            err.flush();
            return 1;
        }
        return 0;
    }

    private void show(Alert alert, long millis) {
        if (output != Output.JSON) {
            PrintWriter out = spec.commandLine().getOut();
            new RecordLines(Ink.auto(), ZoneId.systemDefault())
                    .alert(alert).stream().limit(1).forEach(out::println);
            out.println(
                    String.format(Locale.ROOT, "                arrived %,d ms after its verdict was sent", millis));
            out.flush();
        }
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
