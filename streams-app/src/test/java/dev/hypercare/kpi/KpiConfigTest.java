package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KpiConfigTest {
    @Test
    void hasDefaultsForEverything() {
        KpiConfig config = KpiConfig.read(Section.empty(new Problems()));
        assertThat(config.views())
                .containsExactly(
                        List.of("api"),
                        List.of("api", "route", "method"),
                        List.of("api", "route", "method", "version"),
                        List.of("api", "consumer"),
                        List.of("api", "model"),
                        List.of("gateway"),
                        List.of("client"));
        assertThat(config.of("any")).isEqualTo(KpiConfig.Patience.DEFAULT);
        assertThat(config.correctFor()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void aGatewayMayBeWaitedForLonger() {
        KpiConfig config = KpiConfig.read(Section.parse("kpi.yaml", "gateways: {far: {max-lag: 90s}}", new Problems()));
        assertThat(config.of("far"))
                .isEqualTo(new KpiConfig.Patience(Duration.ofMillis(500), Duration.ofSeconds(90), true));
    }

    @Test
    void aViewMayHaveAnotherNumberOfSeries() {
        KpiConfig config = read("{max-series: 7, max-series-of: {'api, consumer': 5000}}");
        assertThat(config.maxSeriesOf(List.of("api", "consumer"))).isEqualTo(5000);
        assertThat(config.maxSeriesOf(List.of("api"))).isEqualTo(7);
    }

    @Test
    void duplicatesAreLookedForWhereItIsAskedForOnly() {
        assertThat(read("{}").deduplicate().gateways().has("any")).isFalse();
        assertThat(read("deduplicate: {gateways: []}").deduplicate().gateways().has("any"))
                .isFalse();
        assertThat(read("deduplicate: {gateways: [a]}").deduplicate().gateways().has("a"))
                .isTrue();
        Deduplication all = read("deduplicate: {window: 1h}").deduplicate();
        assertThat(all.window()).isEqualTo(Duration.ofHours(1));
        assertThat(all.gateways().has("any")).isTrue();
    }

    private static KpiConfig read(String yaml) {
        return KpiConfig.read(Section.parse("kpi.yaml", yaml, new Problems()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lateness: soon | kpi.yaml:1: lateness: soon (expected: a duration",
                "max-lag: 300ms | kpi.yaml:1: max-lag: 300ms (expected: at least the lateness, 500ms)",
                "views: ['api, colour'] | views: api, colour (expected: labels out of gateway, api",
                "views: ['api, api'] | views: api, api (expected: each label once)",
                "views: [] | views: none (expected: at least one view",
                "max-series-of: {api: 0} | max-series-of.api: 0 (expected: a whole number from 1",
                "max-series-of: {'api, route': 9} | api, route: 9 (expected: one of kpi.views as the key: 'api', 'api, route, method'",
                "deduplicate: {window: 0s} | deduplicate.window: 0s (expected: a duration from 1s to 1d",
                "deduplicate: {gateways: ['']} | deduplicate.gateways: '' (expected: names of gateways, or '*'",
                "deduplicate: {gateways: ['*', a]} | gateways: *, a (expected: either '*' for all or names, not both)",
                "deduplicate: {gateway: [a]} | deduplicate.gateway: unknown key (expected: did you mean gateways?)",
                "epoch: 0 | epoch: 0 (expected: a whole number from 1",
                "gateways: {far: {lag: 1s}} | gateways.far.lag: unknown key",
                "view: [api] | view: unknown key (expected: did you mean views?)"
            })
    void saysWhatIsWrongWhereAndWhatWasExpected(String yaml, String message) {
        Problems problems = new Problems();
        Section section = Section.parse("kpi.yaml", yaml, problems);
        KpiConfig.read(section);
        section.close();
        assertThat(problems.messages()).anyMatch(problem -> problem.contains(message.strip()), message);
    }
}
