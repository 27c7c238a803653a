package dev.hypercare.bench.sidebyside;

import dev.hypercare.testdata.simulate.SimulatedCall;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an exporter beside the gateways would count: the KPIs of our views as counters and classic histograms, in Prometheus's text
 * format. Thread-safe.
 */
final class CallMetrics {
    /** Upper bounds in seconds: those that client libraries have by default, with some between them. */
    private static final double[] BOUNDS = {
        0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.35, 0.5, 0.75, 1, 1.5, 2.5, 5, 10, 30
    };

    private static final String DURATION = "gateway_call_duration_seconds";

    private final Map<String, Map<String, double[]>> counters = new TreeMap<>();
    private final Map<String, double[]> offsets = new TreeMap<>();
    private final Map<String, Durations> durations = new TreeMap<>();

    /** A classic histogram. */
    private static final class Durations {
        private final long[] counts = new long[BOUNDS.length + 1];
        private double sum;

        void add(double seconds) {
            int at = Arrays.binarySearch(BOUNDS, seconds);
            counts[at < 0 ? -at - 1 : at]++;
            sum += seconds;
        }
    }

    /** Counts a call. */
    synchronized void add(SimulatedCall call) {
        String route = labels("api", call.api(), "route", call.route(), "method", call.method());
        CallClass end = CallClass.of(call);
        count("gateway_calls_total", route, end);
        count("gateway_instance_calls_total", labels("gateway", call.gateway()), end);
        add("gateway_response_bytes_total", route, call.responseBytes());
        String kind = call.model() == null ? "plain" : "ai";
        durations
                .computeIfAbsent(route + "," + labels("kind", kind), unseen -> new Durations())
                .add(call.durationMicros() / 1e6);
        offsets.computeIfAbsent(labels("gateway", call.gateway()), unseen -> new double[1])[0] =
                (call.arrivedAt() - call.completedAt()) / 1000.0;
        if (call.consumer() != null) {
            String consumer = labels("api", call.api(), "consumer", call.consumer());
            count("gateway_consumer_calls_total", consumer, end);
            add("gateway_consumer_tokens_total", consumer, tokens(call.tokensIn()) + tokens(call.tokensOut()));
        }
        if (call.model() != null) {
            String model = labels("api", call.api(), "model", call.model());
            count("gateway_model_calls_total", model, end);
            boolean missing = call.tokensIn() == null && call.status() == 200;
            add("gateway_model_usage_missing_total", model, missing ? 1 : 0);
        }
    }

    /** What a scrape reads. */
    synchronized String text() {
        StringBuilder text = new StringBuilder();
        counters.forEach((family, samples) -> {
            text.append("# TYPE ").append(family).append(" counter\n");
            samples.forEach((labels, value) -> sample(text, family, labels, value[0]));
        });
        text.append("# TYPE gateway_clock_offset_seconds gauge\n");
        offsets.forEach((labels, value) -> sample(text, "gateway_clock_offset_seconds", labels, value[0]));
        text.append("# TYPE ").append(DURATION).append(" histogram\n");
        durations.forEach((labels, histogram) -> histogram(text, labels, histogram));
        return text.toString();
    }

    private static void histogram(StringBuilder text, String labels, Durations histogram) {
        long count = 0;
        for (int i = 0; i <= BOUNDS.length; i++) {
            count += histogram.counts[i];
            String bound = i == BOUNDS.length ? "+Inf" : Double.toString(BOUNDS[i]);
            sample(text, DURATION + "_bucket", labels + "," + labels("le", bound), count);
        }
        sample(text, DURATION + "_sum", labels, histogram.sum);
        sample(text, DURATION + "_count", labels, count);
    }

    private void count(String family, String labels, CallClass end) {
        for (CallClass one : CallClass.values()) {
            add(family, labels + "," + labels("class", one.label()), one == end ? 1 : 0);
        }
    }

    private void add(String family, String labels, double amount) {
        counters.computeIfAbsent(family, unseen -> new TreeMap<>())
                .computeIfAbsent(labels, unseen -> new double[1])[0] += amount;
    }

    private static void sample(StringBuilder text, String name, String labels, double value) {
        text.append(name).append('{').append(labels).append("} ");
        text.append(value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value));
        text.append('\n');
    }

    private static double tokens(@Nullable Long tokens) {
        return tokens == null ? 0 : tokens;
    }

    /** Names and values in turns. */
    private static String labels(String... pairs) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            String value =
                    pairs[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
            text.append(i == 0 ? "" : ",")
                    .append(pairs[i])
                    .append("=\"")
                    .append(value)
                    .append('"');
        }
        return text.toString();
    }
}
