package dev.hypercare.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class AppStatesTest {
    private final Map<MetricName, Metric> metrics = new LinkedHashMap<>();

    @Test
    void addsUpTheLagOfEveryInputPartitionButNotOfRestores() {
        lag("kpi-1-consumer", "0", 5.0);
        lag("kpi-1-consumer", "1", 7.0);
        lag("kpi-1-consumer", "2", Double.NaN);
        lag("kpi-1-restore-consumer", "0", 100.0);
        lag("kpi-global-consumer", "0", 100.0);
        assertThat(AppStates.lag(metrics)).isEqualTo(12);
    }

    @Test
    void aLagThatWasNotMeasuredIsUnknownAndNotZero() {
        assertThat(AppStates.lag(metrics)).isNull();
        lag("kpi-1-consumer", "2", Double.NaN);
        assertThat(AppStates.lag(metrics)).isNull();
    }

    private void lag(String client, String partition, double value) {
        MetricName name = new MetricName(
                "records-lag",
                "consumer-fetch-manager-metrics",
                "",
                Map.of("client-id", client, "topic", "calls", "partition", partition));
        metrics.put(name, new Metric() {
            @Override
            public MetricName metricName() {
                return name;
            }

            @Override
            public Object metricValue() {
                return value;
            }
        });
    }
}
