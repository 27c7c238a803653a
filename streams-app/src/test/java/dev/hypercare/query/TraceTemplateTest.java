package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of traces. */
class TraceTemplateTest {

    @Test
    void anIdBecomesPartOfTheAddressAndNothingElse() {
        TraceTemplate template = new TraceTemplate("https://t.example/trace/{traceId}?again={traceId}");
        assertThat(template.urls(List.of("4bf92f", "../?a=b&c d#<")))
                .containsExactly(
                        "https://t.example/trace/4bf92f?again=4bf92f",
                        "https://t.example/trace/..%2F%3Fa%3Db%26c%20d%23%3C?again=..%2F%3Fa%3Db%26c%20d%23%3C");
        assertThat(TraceTemplate.NONE.urls(List.of("4bf92f"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://t.example/trace",
                "javascript:alert('{traceId}')",
                "ftp://t.example/{traceId}",
                "/trace/{traceId}",
                "https://{traceId}/",
                "https://{traceId}.example/",
                "https://t.example/{trace}/{traceId}",
                "https:///{traceId}"
            })
    void whatIsNoSuchAddressIsRefused(String url) {
        assertThat(problems(url))
                .contains("trace-url")
                .contains("expected: an http or https URL with {traceId} after the host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://localhost:16686/trace/{traceId}",
                "https://g.example/explore?q={traceId}",
                "https://g.example/#/t/{traceId}"
            })
    void whatIsOneIsTaken(String url) {
        assertThat(problems(url)).isEmpty();
    }

    @Test
    void patternsHaveTheAddressesOfTheirTraces() throws Exception {
        FakeApi api = new FakeApi();
        Pattern pattern = Pattern.newBuilder(PatternResourceTest.pattern("p1", "a", PatternState.NEW, 1, 1))
                .setTraceIds(List.of("aa", "b b"))
                .build();
        api.patterns = () -> List.of(pattern);
        api.traces = new TraceTemplate("https://t.example/{traceId}");
        try (FakeServer server = api.start()) {
            assertThat(server.json("/api/v1/patterns?kind=messages", 200)
                            .path("patterns")
                            .path(0)
                            .path("traceUrls"))
                    .extracting(Object::toString)
                    .containsExactly("\"https://t.example/aa\"", "\"https://t.example/b%20b\"");
        }
    }

    private static String problems(String url) {
        Problems problems = new Problems();
        TraceTemplate.read(Section.parse("test.yaml", "trace-url: \"" + url + "\"", problems));
        return String.join("\n", problems.messages());
    }
}
