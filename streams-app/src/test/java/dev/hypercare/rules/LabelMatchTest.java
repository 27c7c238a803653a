package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelMatchTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/pay, /v1/pay, true",
        "/v1/pay, /v1/pays, false",
        "/v1/*, /v1/pay/now, true",
        "/v1/*, /v2/pay, false",
        "/v?/pay, /v2/pay, true",
        "/v?/pay, /v12/pay, false",
        "/v1/{id}.*, /v1/{id}.json, true",
        "/v1/{id}.*, /v1/{id}xjson, false",
        "*, '', true"
    })
    void starIsAnyTextQuestionMarkOneCharacterAndAllElseItself(String glob, String value, boolean expected) {
        assertThat(new LabelMatch(Map.of("route", List.of(glob))).matches(Map.of("route", value)))
                .isEqualTo(expected);
    }

    @Test
    void aPatternOfManyStarsHoldsNobodyUp() {
        LabelMatch match = new LabelMatch(Map.of("route", List.of("*a".repeat(40) + "b")));
        assertThat(match.matches(Map.of("route", "a".repeat(5_000)))).isFalse();
        assertThat(match.matches(Map.of("route", "a".repeat(5_000) + "b"))).isTrue();
    }

    @Test
    void everyLabelNamedHasToMatchOneOfItsPatterns() {
        LabelMatch match = new LabelMatch(Map.of("api", List.of("pay", "ord*"), "method", List.of("GET")));
        assertThat(match.matches(Map.of("api", "orders", "method", "GET", "route", "/x")))
                .isTrue();
        assertThat(match.matches(Map.of("api", "orders", "method", "PUT"))).isFalse();
        assertThat(match.matches(Map.of("api", "search", "method", "GET"))).isFalse();
        assertThat(match.matches(Map.of("api", "pay"))).isFalse();
        assertThat(new LabelMatch(Map.of()).matches(Map.of("api", "pay"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "COUNT, 12, 12",
        "COUNT, 2.5, 2.50",
        "SHARE, 0.0234, 2.3 %",
        "SHARE, 0.0004, 0.040 %",
        "SHARE, 0, 0.0 %",
        "MILLIS, 512.4, 512 ms",
        "MILLIS, 1.24, 1.2 ms",
        "RATE, 14.06, 14.1/s",
        "MONEY, 1.5, 1.5000",
        "BYTES, 2048, 2048 bytes",
        "MILLIS, NaN, -"
    })
    void figuresAreShownInTheirUnit(Unit unit, double value, String expected) {
        assertThat(unit.show(value)).isEqualTo(expected);
    }
}
