package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.Resolution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KpiQueryReaderTest {
    private static final long NOW = FakeKpis.START;

    @Test
    void readsEverything() {
        KpiQuery query = read("api=a&from=-1h&to=-10m&step=5m&percentiles=50,99.9&limit=7");
        assertThat(query.filter().one()).isEqualTo("api=a");
        assertThat(query.from()).isEqualTo(NOW - 3_600_000);
        assertThat(query.to()).isEqualTo(NOW - 600_000);
        assertThat(query.step()).isEqualTo(Resolution.FIVE_MINUTES);
        assertThat(query.percentiles()).containsExactly(50.0, 99.9);
        assertThat(query.limit()).isEqualTo(7);
    }

    @Test
    void withoutMoreItIsTheLastQuarterOfAnHour() {
        KpiQuery query = read("api=a");
        assertThat(query.to() - query.from()).isEqualTo(900_000);
        assertThat(query.step()).isNull();
        assertThat(query.limit()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "api=a, api",
        "consumer=mobile, 'api,consumer'",
        "route=/x, 'api,route,method'",
        "api=a&consumer=-, 'api,consumer'",
        "view=api, api",
        "'view=api,consumer&api=a', 'api,consumer'"
    })
    void takesTheNarrowestViewWithTheLabelsGivenUnlessOneIsNamed(String parameters, String view) {
        assertThat(read(parameters).filter().view()).isEqualTo(List.of(view.split(",")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "from=-1h!view: missing (expected: one of api | api,route,method | api,consumer, or labels such as api=payments)",
                "aip=a!aip: no such parameter or label (expected: a label (api, route, method, consumer)",
                "api=!api: '' (expected: a value",
                "view=apis!view: apis (expected: one of api | api,route,method | api,consumer)",
                "view=api&consumer=x!view: api (expected: a view with all labels given (consumer))",
                "route=/x&consumer=y!route, consumer: no view has all of these labels",
                "api=a&from=yesterday!from: yesterday (expected: an instant such as",
                "api=a&from=now&to=-5m!from: now (expected: an instant before to)",
                "api=a&step=2m!step: 2m (expected: one of 10s, 1m, 5m, 1h, 1d)",
                "api=a&percentiles=50,101!percentiles: 50,101 (expected: up to 20 different numbers above 0, up to 100",
                "api=a&percentiles=0!percentiles: 0 (expected",
                "api=a&percentiles=!percentiles:  (expected",
                "api=a&percentiles=p99!percentiles: p99 (expected",
                "api=a&percentiles=50,50.0!percentiles: 50,50.0 (expected",
                "api=a&percentiles=NaN!percentiles: NaN (expected",
                "api=a&limit=0!limit: 0 (expected: a whole number from 1 to 10000)",
                "api=a&limit=many!limit: many (expected"
            })
    void namesTheParameterTheValueAndWhatWasExpected(String parameters, String message) {
        assertThatThrownBy(() -> read(parameters))
                .isInstanceOf(ApiProblem.class)
                .hasMessageStartingWith(message);
    }

    private static KpiQuery read(String parameters) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String pair : parameters.split("&")) {
            map.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return KpiQueryReader.read(map, FakeKpis.VIEWS, NOW);
    }
}
