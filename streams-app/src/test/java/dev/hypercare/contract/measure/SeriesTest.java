package dev.hypercare.contract.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Property
    void anyLabelValuesComeBackFromTheText(@ForAll String api, @ForAll String route) {
        Series series = Series.of(List.of("api", "route"), List.of(api, route));
        assertThat(series.labels()).containsExactly(entry("api", api), entry("route", route));
        assertThat(series.view()).isEqualTo("api,route");
    }

    @Test
    void readsAsPeopleWriteIt() {
        assertThat(Series.of(List.of("api", "route"), List.of("payments", "/v1/pay"))
                        .text())
                .isEqualTo("api=payments,route=/v1/pay");
    }

    @Test
    void saysWhatAnotherTextShouldLookLike() {
        assertThatThrownBy(() -> new Series("payments").labels()).hasMessageContaining("expected: api=payments");
    }

    private static java.util.Map.Entry<String, String> entry(String key, String value) {
        return java.util.Map.entry(key, value);
    }
}
