package dev.hypercare.patterns.tickets.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CluesTest {
    @Test
    void aNumberIsAStatusOnlyBesideAWordThatSaysSo() {
        assertThat(Clues.of("We get HTTP 503 and an error 429").statuses()).containsExactlyInAnyOrder(503, 429);
        assertThat(Clues.of("I paid 500 euros for 404 items").statuses()).isEmpty();
        assertThat(Clues.of("status 5xx").statuses()).isEmpty();
    }

    @Test
    void pathsAndUrlsBecomeRoutesWithTheirIdsMasked() {
        assertThat(Clues.of("POST /v1/orders/81723/items fails.").routes()).containsExactly("/v1/orders/{id}/items");
        assertThat(Clues.of("see https://api.example.com/v2/pay?x=1").routes()).containsExactly("/v2/pay");
        assertThat(Clues.of("yes and/or no, 24/7").routes()).isEmpty();
        assertThat(Clues.masked("/v1/orders/{order}/items/")).isEqualTo("/v1/orders/{id}/items");
    }

    @Test
    void areToldInTheSameOrderInEveryJvm() {
        Clues clues =
                Clues.of("E1003 E1001 E1004 E1002 on /v1/d /v1/b /v1/a /v1/c, status 504, status 429, status 500");

        assertThat(clues.codes()).containsExactly("e1001", "e1002", "e1003", "e1004");
        assertThat(clues.routes()).containsExactly("/v1/a", "/v1/b", "/v1/c", "/v1/d");
        assertThat(clues.statuses()).containsExactly(429, 500, 504);
    }

    @Test
    void namesOfErrorsAreCodes() {
        assertThat(Clues.of("upstream_timeout, RATE_LIMITED and java.net.ConnectException, E1042")
                        .codes())
                .containsExactlyInAnyOrder("upstream_timeout", "rate_limited", "connectexception", "e1042");
    }

    @ParameterizedTest
    @CsvSource({
        "trace 4bf92f3577b34da6a3ce929d0e0e4736 please, 4bf92f3577b34da6a3ce929d0e0e4736",
        "id 4BF92F35-77B3-4DA6-A3CE-929D0E0E4736., 4bf92f3577b34da6a3ce929d0e0e4736",
        "x-request 00f067aa0ba902b7, 00f067aa0ba902b7",
        "order 1234567890123456,",
        "deadbeef,",
    })
    void idsOfTracesAreTold(String text, String expected) {
        if (expected == null) {
            assertThat(Clues.of(text).traceIds()).isEmpty();
        } else {
            assertThat(Clues.of(text).traceIds()).containsExactly(expected);
        }
    }

    @Test
    void aLongTextIsReadToItsLimit() {
        String text = "ab_cdef ".repeat(100_000) + "/v1/last";
        assertThat(Clues.of(text).codes()).containsExactly("ab_cdef");
        assertThat(Clues.of(text).routes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "changes, chang",
        "changing, chang",
        "changed, chang",
        "change, chang",
        "stopped, stop",
        "cards, card",
        "verified, verifi",
        "verify, verifi",
        "activation, activat",
        "activate, activat",
        "activated, activat",
        "address, address",
        "api, api",
        "über, über",
    })
    void formsOfAWordHaveOneStem(String word, String stem) {
        assertThat(LightStem.of(word)).isEqualTo(stem);
    }
}
