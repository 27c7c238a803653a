package dev.hypercare.normalise.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.hypercare.contract.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that a stranger sends makes a format throw, hang, or lose count. */
class AnyInputTest {
    private static final List<Format> FORMATS = List.of(new NginxFormat(), new ApisixFormat());
    private static final String NGINX = "{\"msec\":\"1763719200.123\",\"status\":\"502\",\"request_time\":\"0.734\","
            + "\"upstream_response_time\":\"0.1, 0.2\",\"upstream_status\":\"502, 200\",\"request\":\"GET /é/1 HTTP/1.1\"}";
    private static final String APISIX = "[{\"start_time\":1763719200000,\"latency\":1.5,\"response\":{\"status\":200},"
            + "\"request\":{\"uri\":\"/a\",\"headers\":{\"traceparent\":[\"00-a-b-01\"]}},\"llm_summary\":{\"prompt_tokens\":\"3\"}}]";

    @Property(tries = 2000)
    void randomBytesAreAccountedFor(@ForAll @Size(max = 300) byte[] record) {
        FORMATS.forEach(format -> assertAccountedFor(format, record));
    }

    @Property(tries = 3000)
    void mutatedRecordsAreAccountedFor(@ForAll("mutants") byte[] record) {
        FORMATS.forEach(format -> assertAccountedFor(format, record));
    }

    @Provide
    Arbitrary<byte[]> mutants() {
        return Arbitraries.of(NGINX, APISIX, NGINX + "\n" + NGINX, "<1>x: " + NGINX)
                .flatMap(seed -> Arbitraries.longs().map(random -> mutated(seed.getBytes(UTF_8), new Random(random))));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void bombsAreRejectedSoon(String bomb) {
        for (Format format : FORMATS) {
            List<Parsed> parsed =
                    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Parsing.all(format, bomb.getBytes(UTF_8)));
            assertThat(parsed)
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(one.outcome()).isInstanceOf(Outcome.Rejected.class));
        }
    }

    static List<String> bombs() {
        return List.of(
                "[".repeat(1_000_000),
                "{\"a\":".repeat(500_000),
                "{\"request\":" + "[".repeat(100_000),
                "{\"msec\":" + "9".repeat(1_000_000) + "}",
                "{\"msec\":\"" + "9".repeat(1_000_000) + "\",\"status\":200}",
                "{\"msec\":1e" + "9".repeat(90) + ",\"start_time\":1e999999999,\"status\":200}",
                "{\"" + "n".repeat(1_000_000) + "\":1}",
                "{\"upstream_response_time\":\"" + "0.1,".repeat(200_000) + "\"",
                "{\"status\":\"" + "\\u0000".repeat(200_000) + "\"}",
                "{".repeat(1_000_000),
                "\"".repeat(1_000_000));
    }

    private static void assertAccountedFor(Format format, byte[] record) {
        List<Parsed> parsed = Parsing.all(format, record);
        assertThat(parsed).isNotEmpty();
        int end = 0;
        for (Parsed one : parsed) {
            assertThat(one.from()).isGreaterThanOrEqualTo(end);
            assertThat(one.to()).isBetween(one.from(), record.length);
            end = one.to();
            if (one.outcome() instanceof Outcome.Rejected<?> why) {
                assertThat(why.detail()).contains("(expected: ").hasSizeLessThan(500);
            }
        }
        if (format instanceof NginxFormat) {
            long newlines = newlines(record);
            boolean ended = record.length > 0 && record[record.length - 1] == '\n';
            assertThat(parsed).hasSize(Math.toIntExact(newlines + (ended ? 0 : 1)));
        }
    }

    private static long newlines(byte[] record) {
        long count = 0;
        for (byte b : record) {
            count += b == '\n' ? 1 : 0;
        }
        return count;
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        for (int i = random.nextInt(5); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "{}[]\",:\\0-9eE\n ".charAt(random.nextInt(15));
                case 2 -> bytes = java.util.Arrays.copyOf(bytes, at + 1);
                default -> System.arraycopy(seed, 0, bytes, 0, Math.min(seed.length, random.nextInt(bytes.length)));
            }
        }
        return bytes;
    }
}
