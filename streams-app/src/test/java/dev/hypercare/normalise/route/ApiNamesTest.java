package dev.hypercare.normalise.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiNamesTest {
    private final ApiNames mapped = new ApiNames(List.of(
            new ApiMapping("payments", List.of(), List.of("/v1/pay", "/v1/refunds/")),
            new ApiMapping("cards", List.of(), List.of("/v1/pay/cards")),
            new ApiMapping("partner", List.of("partner.example"), List.of()),
            new ApiMapping("partner-pay", List.of("partner.example"), List.of("/v1/pay"))));

    @ParameterizedTest
    @CsvSource({
        "any.example, /v1/pay, payments",
        "any.example, /v1/pay/8, payments",
        "any.example, /v1/refunds/8, payments",
        "any.example, /v1/payments, fallback",
        "any.example, /v1/pay/cards/7, cards",
        "partner.example:8443, /x, partner",
        "PARTNER.example, /v1/pay/8, partner-pay",
        "partner.example, /v1/pay/cards, cards",
    })
    void usesTheMappingThatFitsMost(String host, String path, String api) {
        assertThat(mapped.of("fallback", host, path, "/ignored")).isEqualTo(api);
    }

    @ParameterizedTest
    @CsvSource({
        "/, root",
        "/v1/orders/{id}, orders",
        "/api/rest/v2/customers, customers",
        "/API/V2/customers, customers",
        "/{id}/lines, lines",
        "/api/v1, unknown",
        "/{unknown}, unknown",
        "/**, unknown",
    })
    void takesTheFirstWordOfTheRouteOtherwise(String route, String api) {
        assertThat(new ApiNames(List.of()).of(null, null, null, route)).isEqualTo(api);
    }

    @Test
    void prefersTheIdOfTheGatewayToAWord() {
        assertThat(new ApiNames(List.of()).of("svc-7", null, "/v1/orders", "/v1/orders"))
                .isEqualTo("svc-7");
    }
}
