package dev.hypercare.receiver.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonMaskTest {
    private static final SecretFields FIELDS = new SecretFields(SecretFields.DEFAULT);
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl-_x";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Authorization\" : \"Bearer abc\", \"n\":1.50}  | {\"Authorization\" : \"***\", \"n\":1.50}",
                "{\"x-api-key\":[\"a\",{\"b\":1}],\"n\":1e400}      | {\"x-api-key\":\"***\",\"n\":1e400}",
                "{\"a\":{\"setCookie\":{\"x\":\"]}\"}}}             | {\"a\":{\"setCookie\":\"***\"}}",
                "{\"apikey\":12345,\"token\":null}                  | {\"apikey\":\"***\",\"token\":null}",
                "{\"total_token\":12,\"prompt_tokens\":7}           | {\"total_token\":12,\"prompt_tokens\":7}",
                "{\"pass\\u0077ord\":\"x\"}                         | {\"pass\\u0077ord\":\"***\"}",
                "{\"issue\":{\"key\":\"TP-8\"}}                     | {\"issue\":{\"key\":\"TP-8\"}}",
                "{\"client_ip\":\"10.0.0.7\"}                       | {\"client_ip\":\"10.0.0.7\"}",
                "{\"to\":\"jane@example.org\"}                      | {\"to\":\"<email>\"}",
                "{\"jane@example.org\":1}                           | {\"<email>\":1}",
                "{\"card\":4111111111111111}                        | {\"card\":\"<card>\"}",
                "{\"at\":1763719200123,\"n\":[1763719200123456789]} | {\"at\":1763719200123,\"n\":[1763719200123456789]}",
                "{\"url\":\"/a?access_token=t0k&x=1\"}              | {\"url\":\"/a?access_token=***&x=1\"}",
                "{\"body\":\"{\\\"pwd\\\":\\\"hunter2\\\"}\"}       | {\"body\":\"{\\\"pwd\\\":\\\"***\\\"}\"}",
                "{\"name\":\"cookie\",\"value\":\"sid=1\"}          | {\"name\":\"cookie\",\"value\":\"***\"}",
                "{\"value\":{\"stringValue\":\"k3y\"},\"key\":\"http.header.x-api-key\"} | {\"value\":\"***\",\"key\":\"http.header.x-api-key\"}",
                "{\"name\":\"a\",\"value\":{\"password\":\"b\"}}    | {\"name\":\"a\",\"value\":{\"password\":\"***\"}}",
                "[\"Bearer abcdefghij\", \"ok\"]                    | [\"Bearer ***\", \"ok\"]",
            })
    void masksSecretsAndKeepsTheBytesOfTheRest(String json, String masked) {
        assertThat(mask(json)).isEqualTo(masked);
    }

    @Test
    void masksLinesOfText() {
        byte[] masked = JsonMask.maskText("10.0.0.7 GET /a?token=abc ü".getBytes(StandardCharsets.UTF_8));

        assertThat(new String(masked, StandardCharsets.UTF_8)).isEqualTo("10.0.0.7 GET /a?token=*** ü");
    }

    @Property(tries = 1000)
    void jsonStaysJson(@ForAll("documents") JsonNode document) throws Exception {
        byte[] masked = JsonMask.mask(new ObjectMapper().writeValueAsBytes(document), FIELDS);

        assertThat(StrictJsonText.problem(masked)).isNull();
        assertThat(new ObjectMapper().readTree(masked).getNodeType()).isEqualTo(document.getNodeType());
    }

    @Property(tries = 1000)
    void noSecretSurvives(
            @ForAll("names") String name, @ForAll("secrets") String secret, @ForAll("documents") JsonNode beside)
            throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        String quoted = mapper.writeValueAsString(secret);
        String other = mapper.writeValueAsString(beside);
        String named = "{\"a\":" + other + ",\"" + name + "\":" + quoted + ",\"b\":[{\"" + name + "\":{\"c\":[" + quoted
                + "]}}]}";
        String pair = "[{\"value\":" + quoted + ",\"x\":" + other + ",\"name\":\"" + name + "\"}]";
        String header = mapper.writeValueAsString("x " + name + "=" + secret + " y");

        for (String json : new String[] {named, pair, header}) {
            assertThat(mask(json)).doesNotContain(secret);
        }
    }

    @Property(tries = 300)
    void noSecretSurvivesByItsLooks(@ForAll("looks") String secret, @ForAll("documents") JsonNode beside)
            throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        String json = "{\"text\":" + mapper.writeValueAsString("for " + secret + " it") + ",\"b\":"
                + mapper.writeValueAsString(beside) + "}";

        assertThat(mask(json)).doesNotContain(secret);
    }

    @Provide
    Arbitrary<JsonNode> documents() {
        return AnyJson.nodes();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("password", "X-Api-Key", "access_token", "client_secret", "Authorization", "apiKey");
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.strings()
                .withChars("abcXYZ0189_-+/.~!#")
                .ofMinLength(9)
                .ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> looks() {
        return Arbitraries.of(
                JWT,
                "sk-proj-abcDEF1234567890",
                "ghp_0123456789abcdefABCDEF",
                "AKIAIOSFODNN7EXAMPLE",
                "jane.doe+x@mail.example.org",
                "4111 1111 1111 1111",
                "5500-0055-5555-5559");
    }

    private static String mask(String json) {
        return new String(JsonMask.mask(json.getBytes(StandardCharsets.UTF_8), FIELDS), StandardCharsets.UTF_8);
    }
}
