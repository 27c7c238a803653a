package dev.hypercare.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl-_x";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"authorization\":\"Bearer abc.def\",\"status\":200} | {\"authorization\":\"***\",\"status\":200}",
                "{\"Authorization\": [\"Basic dXNlcjpwdw==\", \"x\"], \"a\":1} | {\"Authorization\": ***, \"a\":1}",
                "{\"x-api-key\":\"s3cr3t\",\"n\":1}                    | {\"x-api-key\":\"***\",\"n\":1}",
                "{\"apikey\":12345,\"n\":1}                            | {\"apikey\":***,\"n\":1}",
                "{\"password\":\"a\\\"b,c\",\"n\":1}                   | {\"password\":\"***\",\"n\":1}",
                "{\"body\":\"{\\\"newPassword\\\":\\\"hun\\\\\\\"ter2\\\",\\\"n\\\":1}\"} | {\"body\":\"{\\\"newPassword\\\":\\\"***\\\",\\\"n\\\":1}\"}",
                "{\"cookie\":{\"sid\":\"]x}\",\"b\":[1]},\"n\":1}      | {\"cookie\":***,\"n\":1}",
                "GET /pay?key=abc&amount=5&access_token=t0k HTTP/1.1   | GET /pay?key=***&amount=5&access_token=*** HTTP/1.1",
                "password=hunter2&user=bob                             | password=***&user=bob",
                "%22password%22%3A%22hunter2%22                        | %22password%22%3A***",
                "Cookie: sid=1; theme=dark                             | Cookie: ***",
                "sent Bearer abcdefghij to it                          | sent Bearer *** to it",
                "sent Basic dXNlcjpwdw== to it                         | sent Basic *** to it",
                "basic authentication failed                           | basic authentication failed",
                "mail to jane.doe+x@mail.example.org, please           | mail to <email>, please",
                "/users/jane%40example.org/x                           | /users/<email>/x",
                "card 4111 1111 1111 1111 declined                     | card <card> declined",
                "card 5500-0055-5555-5559.                             | card <card>.",
                "order 4111111111111112 is no card                     | order 4111111111111112 is no card",
                "at 1763719200123 ms                                   | at 1763719200123 ms",
                "upstream 10.0.0.7:8080 timed out                      | upstream <ip>:8080 timed out",
                "from 2001:db8::1 and [::1]:80                         | from <ip> and [<ip>]:80",
                "at 10:00:00 in std::string, v1.2.3                    | at 10:00:00 in std::string, v1.2.3",
                "key sk-proj-abcDEF1234567890 used                     | key <key> used",
                "tokens=5 prompt_tokens=7 monkey=1                     | tokens=5 prompt_tokens=7 monkey=1",
                "{\"key\":\"x-api-key\",\"value\":{\"stringValue\":\"k3y\"},\"n\":1} | {\"key\":\"x-api-key\",\"value\":***,\"n\":1}",
                "{\"key\": \"http.header.authorization\", \"value\": {\"arrayValue\":[\"a\"]}} | {\"key\": \"http.header.authorization\", \"value\": ***}",
                "{\"name\":\"cookie\",\"value\":\"sid=1\",\"n\":1}          | {\"name\":\"cookie\",\"value\":\"***\",\"n\":1}",
                "{\\\"key\\\":\\\"token\\\",\\\"value\\\":\\\"t0k\\\",\\\"n\\\":1} | {\\\"key\\\":\\\"token\\\",\\\"value\\\":\\\"***\\\",\\\"n\\\":1}",
                "{\"key\":\"http.route\",\"value\":{\"stringValue\":\"/a\"}} | {\"key\":\"http.route\",\"value\":{\"stringValue\":\"/a\"}}",
                "{\"key\":\"k3y\",\"note\":1}                         | {\"key\":\"***\",\"note\":1}",
            })
    void masksWhatNobodyShouldReadAndKeepsTheRest(String text, String masked) {
        assertThat(Masking.text(text)).isEqualTo(masked);
    }

    @Test
    void leavesAddressesWhereTheyAreStillNeeded() {
        assertThat(Masking.textWithAddresses("10.0.0.7 and 2001:db8::1 for jane@example.org"))
                .isEqualTo("10.0.0.7 and 2001:db8::1 for <email>");
    }

    @Test
    void masksJsonWebTokensAnywhere() {
        assertThat(Masking.text("failed for " + JWT + " at gateway")).isEqualTo("failed for <jwt> at gateway");
        assertThat(Masking.text("{\"x\":\"" + JWT + "\"}")).isEqualTo("{\"x\":\"<jwt>\"}");
    }

    @Test
    void masksTheRestWhenAValueNeverEnds() {
        assertThat(Masking.text("{\"password\":\"hunter2, and more")).isEqualTo("{\"password\":\"***");
        assertThat(Masking.text("{\"cookie\":[\"a=b\",")).isEqualTo("{\"cookie\":***");
    }

    @Test
    void keepsBytesThatItDoesNotMask() {
        byte[] bytes = "{\"é\":\"ü\u0000\",\"pwd\":\"ß\"}".getBytes(StandardCharsets.UTF_8);

        byte[] masked = Masking.bytes(bytes, 0, bytes.length);

        assertThat(new String(masked, StandardCharsets.UTF_8)).isEqualTo("{\"é\":\"ü\u0000\",\"pwd\":\"***\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a-",
                "a.",
                "a@",
                "1.",
                "1:",
                "::",
                "eyJ",
                "eyJ-",
                "4111 ",
                "token ",
                "token:",
                "key=",
                "\"key\":{",
                "\\\"",
                "password\\",
                "a%40",
                "Bearer ",
                "cookie:[\"",
                "1-",
                "sk-",
                "\"key\":\"",
                "\"key\":\"token\",\"value\":",
                "key:\"a\",\"value\":{"
            })
    void takesTimeInProportionToTheLength(String piece) {
        String text = piece.repeat(500_000 / piece.length());

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Masking.text(text));
    }

    @Property(tries = 2000)
    void neverLeavesASecretThatHasAName(
            @ForAll("names") String name, @ForAll("secrets") String secret, @ForAll("around") String around) {
        assertThat(Masking.text(around + "{\"" + name + "\": \"" + secret + "\"}"))
                .doesNotContain(secret);
        assertThat(Masking.text(around + "{\\\"" + name + "\\\":\\\"" + secret + "\\\"}" + around))
                .doesNotContain(secret);
        assertThat(Masking.text(around + "?" + name + "=" + secret + "&x=1")).doesNotContain(secret);
    }

    @Property
    void isTotalAndStable(@ForAll String text) {
        String masked = Masking.text(text);
        assertThat(Masking.text(masked)).isEqualTo(masked);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(
                "password",
                "Password",
                "api_key",
                "X-Api-Key",
                "token",
                "refresh_token",
                "client_secret",
                "key",
                "pwd");
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.strings()
                .withChars("abcXYZ0189_-+/.~!#$é")
                .ofMinLength(9)
                .ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> around() {
        return Arbitraries.strings().withChars("ab1:{}[],.@-% ").ofMaxLength(20);
    }
}
