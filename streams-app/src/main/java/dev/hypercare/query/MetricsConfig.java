package dev.hypercare.query;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /metrics} tells beside the health of this process.
 *
 * @param kafka whether the metrics of Kafka Streams and its clients are told
 * @param kpis the views whose KPIs are told: the labels of each; empty for none
 * @param maxSeries series of a view that are told apart; the others are one
 * @param window over how much event time KPIs are told, a whole number of panes
 */
public record MetricsConfig(boolean kafka, List<List<String>> kpis, int maxSeries, Duration window) {
    private static final int PANE_SECONDS = 10;

    public MetricsConfig {
        kpis = kpis.stream().map(List::copyOf).toList();
    }

    /**
     * Reads the section {@code query.metrics:}; what is wrong is added to the section's problems.
     *
     * @param views those that KPIs are kept for; null where that is not known
     */
    static MetricsConfig read(Section section, @Nullable List<List<String>> views) {
        List<List<String>> kpis = new ArrayList<>();
        for (String text : section.strings("kpis", List.of())) {
            List<String> labels = Stream.of(text.split(",")).map(String::strip).toList();
            if (views != null && !views.contains(labels)) {
                section.problem(
                        "kpis",
                        text,
                        "some of kpi.views: "
                                + views.stream()
                                        .map(view -> "'" + String.join(", ", view) + "'")
                                        .collect(Collectors.joining(", ")));
            } else if (kpis.contains(labels)) {
                section.problem("kpis", text, "each view once");
            } else {
                kpis.add(labels);
            }
        }
        Duration window = section.duration(
                "window", Duration.ofMinutes(1), Duration.ofSeconds(PANE_SECONDS), Duration.ofHours(1));
        if (window.toMillis() % (PANE_SECONDS * 1000) != 0) {
            section.problem("window", window.toMillis() + "ms", "a whole number of panes of " + PANE_SECONDS + "s");
        }
        return new MetricsConfig(
                section.bool("kafka", true), kpis, section.integer("max-series", 500, 1, 10_000), window);
    }

    /** The defaults. */
    public static MetricsConfig defaults() {
        return read(Section.empty(new Problems()), null);
    }
}
