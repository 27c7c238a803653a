package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterValuesTest {
    @Test
    void aLimitIsWhatIsGivenOrWhatHoldsWithoutIt() {
        assertThat(ParameterValues.limit(Map.of("limit", "7"), 100, 1000)).isEqualTo(7);
        assertThat(ParameterValues.limit(Map.of("limit", "1000"), 100, 1000)).isEqualTo(1000);
        assertThat(ParameterValues.limit(Map.of("from", "-1h"), 100, 1000)).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "99999999999999999999", "many", "", " 7", "7.0"})
    void anotherLimitIsRefusedWithWhatWasExpected(String text) {
        assertThatThrownBy(() -> ParameterValues.limit(Map.of("limit", text), 100, 1000))
                .isInstanceOf(ApiProblem.class)
                .hasMessage("limit: " + text + " (expected: a whole number from 1 to 1000)");
    }

    @Test
    void aTimeIsRefusedWithTheNameOfItsParameter() {
        assertThat(ParameterValues.time("since", "-1s", 5_000)).isEqualTo(4_000);
        assertThatThrownBy(() -> ParameterValues.time("since", "soon", 5_000))
                .isInstanceOf(ApiProblem.class)
                .hasMessage("since: soon (expected: " + TimeWords.EXPECTED + ")");
    }

    @Test
    void aValueThatNobodyNamedMatchesAny() {
        assertThat(ParameterValues.isOrAny(null, "a")).isTrue();
        assertThat(ParameterValues.isOrAny(null, null)).isTrue();
        assertThat(ParameterValues.isOrAny("a", "a")).isTrue();
        assertThat(ParameterValues.isOrAny("a", "b")).isFalse();
        assertThat(ParameterValues.isOrAny("a", null)).isFalse();
    }
}
