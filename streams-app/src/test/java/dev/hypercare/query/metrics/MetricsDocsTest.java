package dev.hypercare.query.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.architecture.Sources;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on metrics, the dashboards and the alert rules name what there is. */
class MetricsDocsTest {
    private static final Pattern OURS = Pattern.compile("hypercare_[a-z][a-z0-9_]*");

    @Test
    void thePageHasEveryMetricAndNoOther() {
        String page = Sources.text(Sources.ROOT.resolve("docs/reference/metrics.md"));
        for (OwnMetric metric : OwnMetric.values()) {
            assertThat(page)
                    .containsPattern("(?m)^\\| `" + metric.text() + "` \\| "
                            + (metric.isCounter() ? "counter" : "gauge") + " \\| [^|]+ \\| "
                            + Pattern.quote(metric.help()) + " \\|$");
        }
        Set<String> known = names();
        known.add("hypercare_query_duration_seconds");
        assertThat(named(page)).isSubsetOf(known);
    }

    @Test
    void dashboardsAndAlertRulesNameMetricsThatThereAre() {
        Set<String> known = names();
        Stream.of("_bucket", "_count", "_sum").forEach(end -> known.add("hypercare_query_duration_seconds" + end));
        for (String file : List.of(
                "grafana/hypercare-health.json", "grafana/hypercare-launch.json", "prometheus/hypercare-alerts.yml")) {
            assertThat(named(Sources.text(Sources.ROOT.resolve("deploy/" + file))))
                    .as(file)
                    .isNotEmpty()
                    .isSubsetOf(known);
        }
    }

    private static Set<String> names() {
        return Arrays.stream(OwnMetric.values()).map(OwnMetric::text).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> named(String text) {
        return OURS.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
