package dev.hypercare.normalise.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTemplatesTest {
    private static final RouteTemplates BUILT_IN = new RouteTemplates(List.of());
    private static final RouteTemplates WRITTEN = new RouteTemplates(List.of(
            "/v1/orders/{order}/lines/{line}", "/files/**", "/{tenant}/home", "/a/{x}", "/a/**", "/b/{x}/**", "/b/**"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/                                  | /",
                "''                                 | /",
                "/v1/orders/8123                    | /v1/orders/{id}",
                "/v1/orders/                        | /v1/orders",
                "//v1///orders//                    | /v1/orders",
                "/v2.1/customers/7/cards/12         | /v2.1/customers/{id}/cards/{id}",
                "/v1beta2/models                    | /v1beta2/models",
                "/u/123e4567-e89b-12d3-a456-426614174000 | /u/{id}",
                "/u/{id}/x                          | /u/{id}/x",
                "/commits/9fceb02d                  | /commits/{id}",
                "/commits/deadbeef                  | /commits/deadbeef",
                "/s/dQw4w9WgXcQ                     | /s/{id}",
                "/s/aGVsbG9Xb3JsZFRoaXNJc0Jhc2U     | /s/{id}",
                "/reports/2026-11-21                | /reports/{id}",
                "/reports/2026-11-21T10:00:00Z      | /reports/{id}",
                "/at/52.37,4.89                     | /at/{id}",
                "/users/alice@example.com           | /users/{id}",
                "/users/alice%40example.com         | /users/{id}",
                "/users/@me                         | /users/@me",
                "/img/1234.jpg                      | /img/{id}.jpg",
                "/img/logo.svg                      | /img/logo.svg",
                "/img/123e4567-e89b-12d3-a456-426614174000.json | /img/{id}.json",
                "/caf%C3%A9/men%C3%BC               | /café/menü",
                "/q/%00%FF%fe                       | /q/{id}",
                "/q/a%20b                           | /q/{id}",
                "/q/..%2f..%2fetc                   | /q/{id}",
                "/q/%zz                             | /q/{id}",
                "/order-items/open_orders           | /order-items/open_orders",
                "/orders/ORD-2026-000123            | /orders/{id}",
                "/customers/cust_98765              | /customers/{id}",
                "/oauth2/token                      | /oauth2/token",
                "/login/oauth2callback              | /login/oauth2callback",
                "/sha256/base64                     | /sha256/base64",
                "/getCustomerAccountHistory         | /getCustomerAccountHistory",
                "/models/gemini-1.5-pro:generateContent | /models/gemini-1.5-pro:generateContent",
                "/operations/8123:cancel            | /operations/{id}:cancel",
                "/cart;jsessionid=A1B2C3/items      | /cart/items",
                "/a/<script>alert(1)</script>       | /a/{id}/{id}",
                "/a/../b                            | /a/{id}/b",
            })
    void tellsWordsFromIds(String path, String template) {
        assertThat(BUILT_IN.of(path)).isEqualTo(template);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/orders/abc/lines/x, /v1/orders/{order}/lines/{line}",
        "/v1/orders/abc/lines, /v1/orders/abc/lines",
        "/files/a/b/c.txt, /files/**",
        "/files, /files/**",
        "/acme/home, /{tenant}/home",
        "/a/word, /a/{x}",
        "/a/word/more, /a/**",
    })
    void usesTheFirstTemplateOfAPersonThatFits(String path, String template) {
        assertThat(WRITTEN.of(path)).isEqualTo(template);
    }

    @Test
    void knowsWhichTemplatesCanBeUsed() {
        assertThat(RouteTemplates.isTemplate("/v1/orders/{id}")).isTrue();
        assertThat(RouteTemplates.isTemplate("/files/**")).isTrue();
        assertThat(RouteTemplates.isTemplate("files")).isFalse();
        assertThat(RouteTemplates.isTemplate("/files/**/x")).isFalse();
        assertThat(RouteTemplates.isTemplate("/a?b")).isFalse();
    }

    @Test
    void givesACallWithoutAPathARouteToo() {
        assertThat(BUILT_IN.of(null)).isEqualTo("/{unknown}");
        assertThat(BUILT_IN.of("/{unknown}")).isEqualTo("/{unknown}");
        assertThat(BUILT_IN.of("/{overflow}")).isEqualTo("/{overflow}");
    }

    @Test
    void cutsWhatIsTooDeepOrTooLong() {
        assertThat(BUILT_IN.of("/a".repeat(40))).isEqualTo("/a".repeat(16) + "/**");
        assertThat(BUILT_IN.of(("/" + "abcdefgh-".repeat(7)).repeat(12)))
                .hasSizeLessThanOrEqualTo(512)
                .endsWith("/**");
        assertThat(BUILT_IN.of("/" + "x".repeat(100_000))).isEqualTo("/{id}");
    }

    @Property(tries = 2000)
    void isIdempotentAndBoundedOnPaths(@ForAll("paths") String path) {
        for (RouteTemplates templates : List.of(BUILT_IN, WRITTEN)) {
            String template = templates.of(path);
            assertThat(template).startsWith("/").hasSizeLessThanOrEqualTo(RouteTemplates.MAX_LENGTH);
            assertThat(templates.of(template)).isEqualTo(template);
        }
    }

    @Property
    void isTotalIdempotentAndBoundedOnAnyText(@ForAll String text) {
        String template = BUILT_IN.of(text);
        assertThat(template).startsWith("/").hasSizeLessThanOrEqualTo(RouteTemplates.MAX_LENGTH);
        assertThat(BUILT_IN.of(template)).isEqualTo(template);
    }

    @Property
    void pathsThatDifferInANumberShareATemplate(@ForAll("numbers") long one, @ForAll("numbers") long other) {
        assertThat(BUILT_IN.of("/v1/orders/" + one + "/lines"))
                .isEqualTo(BUILT_IN.of("/v1/orders/" + other + "/lines"));
    }

    @Provide
    Arbitrary<Long> numbers() {
        return Arbitraries.longs().greaterOrEqual(0);
    }

    @Provide
    Arbitrary<String> paths() {
        Arbitrary<String> segment = Arbitraries.oneOf(
                Arbitraries.of(
                        "a", "b", "v1", "files", "orders", "**", "{id}", "{x}", "{order}", "home", "..", "%41", "%2F",
                        "x.json"),
                Arbitraries.strings()
                        .withChars("abcXYZ019.-_~:%@{}*;é,()+=")
                        .ofMinLength(0)
                        .ofMaxLength(80));
        return segment.list().ofMaxSize(24).map(segments -> "/" + String.join("/", segments));
    }
}
