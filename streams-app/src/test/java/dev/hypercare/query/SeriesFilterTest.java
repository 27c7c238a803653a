package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.measure.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SeriesFilterTest {
    private static final List<String> ROUTES = List.of("api", "route", "method");

    @Test
    void namesOneSeriesWhenEveryLabelIsFixedWhateverTheirOrder() {
        SeriesFilter filter = new SeriesFilter(ROUTES, Map.of("method", "GET", "api", "a,b", "route", "/x"));
        assertThat(filter.isOne()).isTrue();
        assertThat(filter.one()).isEqualTo("api=a%2Cb,route=/x,method=GET");
        assertThat(filter.matches(filter.one())).isTrue();
    }

    @Test
    void doesNotMatchSeriesOfOtherViewsOrOfNamesThatBeginTheSame() {
        SeriesFilter filter = new SeriesFilter(List.of("api"), Map.of());
        assertThat(filter.matches("api=a")).isTrue();
        assertThat(filter.matches("api=a,route=/x,method=GET")).isFalse();
        SeriesFilter orders = new SeriesFilter(ROUTES, Map.of("api", "orders"));
        assertThat(orders.prefix()).isEqualTo("api=orders,route=");
        assertThat(orders.matches("api=orders-v2,route=/x,method=GET")).isFalse();
        assertThat(orders.matches("api=orders,consumer=x")).isFalse();
        assertThat(orders.matches("api=orders,route=/x,method=GET")).isTrue();
    }

    @Property
    void matchesExactlyTheSeriesWithItsLabels(
            @ForAll String api,
            @ForAll String route,
            @ForAll String other,
            @ForAll boolean fixApi,
            @ForAll boolean fixRoute) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (fixApi) {
            labels.put("api", api);
        }
        if (fixRoute) {
            labels.put("route", route);
        }
        SeriesFilter filter = new SeriesFilter(ROUTES, labels);
        assertThat(filter.matches(Series.of(ROUTES, List.of(api, route, "GET")).text()))
                .isTrue();
        assertThat(filter.matches(
                        Series.of(ROUTES, List.of(other, route, "GET")).text()))
                .isEqualTo(!fixApi || other.equals(api));
        assertThat(filter.matches(Series.of(ROUTES, List.of(api, other, "GET")).text()))
                .isEqualTo(!fixRoute || other.equals(route));
    }
}
