package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesLimitTest {
    private static final long HOUR = 3_600_000;
    private static final List<String> BY_CONSUMER = List.of("api", "consumer");

    private final SeriesLimit limit = limit("{views: [consumer, 'api, consumer'], max-series: 2}");

    @Test
    void whoComesFirstHasAPlaceAndKeepsIt() {
        assertThat(admit("pay", "a")).containsExactly("pay", "a");
        assertThat(admit("pay", "b")).containsExactly("pay", "b");
        assertThat(admit("pay", "c")).containsExactly("pay", "{overflow}");
        assertThat(admit("pay", "a")).containsExactly("pay", "a");
    }

    @Test
    void theOverflowKeepsLabelsThatHaveFewValuesUntilTheyAreTooManyAsWell() {
        admit("pay", "a");
        admit("pay", "b");
        assertThat(admit("shop", "c")).containsExactly("shop", "{overflow}");
        assertThat(admit("pay", "c")).containsExactly("pay", "{overflow}");
        assertThat(admit("blog", "c")).containsExactly("{overflow}", "{overflow}");
        assertThat(admit("shop", "d")).containsExactly("shop", "{overflow}");
    }

    @Test
    void aViewOfOneLabelOverflowsInThatLabel() {
        SeriesLimit byApi = limit("{views: [api], max-series: 1}");
        assertThat(byApi.admit(0, List.of("api"), List.of("pay"))).containsExactly("pay");
        assertThat(byApi.admit(0, List.of("api"), List.of("shop"))).containsExactly("{overflow}");
    }

    @Test
    void eachViewHasPlacesOfItsOwn() {
        admit("pay", "a");
        admit("pay", "b");
        assertThat(limit.admit(0, List.of("consumer"), List.of("c"))).containsExactly("c");
    }

    @Test
    void aViewMayHaveANumberOfItsOwn() {
        SeriesLimit both = limit("{views: [api, 'api, consumer'], max-series: 1, max-series-of: {'api, consumer': 2}}");
        assertThat(both.admit(1, BY_CONSUMER, List.of("pay", "a"))).containsExactly("pay", "a");
        assertThat(both.admit(1, BY_CONSUMER, List.of("pay", "b"))).containsExactly("pay", "b");
        assertThat(both.admit(1, BY_CONSUMER, List.of("pay", "c"))).containsExactly("pay", "{overflow}");
        both.admit(0, List.of("api"), List.of("pay"));
        assertThat(both.admit(0, List.of("api"), List.of("shop"))).containsExactly("{overflow}");
    }

    @Test
    void aPlaceFallsFreeAfterAWholePeriodWithoutACall() {
        limit.time(10 * HOUR);
        admit("pay", "a");
        admit("pay", "b");
        assertThat(limit.time(11 * HOUR - 1)).isFalse();
        assertThat(limit.time(11 * HOUR)).isTrue();
        admit("pay", "b");
        assertThat(admit("pay", "c")).containsExactly("pay", "{overflow}");
        assertThat(limit.time(12 * HOUR)).isTrue();
        assertThat(admit("pay", "c")).containsExactly("pay", "c");
        assertThat(admit("pay", "b")).containsExactly("pay", "b");
        assertThat(admit("pay", "a")).containsExactly("pay", "{overflow}");
    }

    @Test
    void aPlaceIsMarkedOnceInAPeriodAndMarksBringItBack() {
        limit.time(10 * HOUR);
        admit("pay", "a");
        admit("pay", "b");
        admit("pay", "a");
        List<SeriesLimit.Mark> marks = limit.takeMarks();
        assertThat(marks).hasSize(2).allMatch(mark -> mark.period() == 10);
        assertThat(limit.takeMarks()).isEmpty();
        SeriesLimit restarted = limit("{views: [consumer, 'api, consumer'], max-series: 2}");
        restarted.restore(marks);
        assertThat(restarted.admit(1, BY_CONSUMER, List.of("pay", "c"))).containsExactly("pay", "{overflow}");
        assertThat(restarted.admit(1, BY_CONSUMER, List.of("pay", "b"))).containsExactly("pay", "b");
    }

    private List<String> admit(String api, String consumer) {
        return limit.admit(1, BY_CONSUMER, List.of(api, consumer));
    }

    private static SeriesLimit limit(String yaml) {
        return new SeriesLimit(KpiConfig.read(Section.parse("kpi.yaml", yaml, new Problems())));
    }
}
