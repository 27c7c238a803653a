package dev.hypercare.normalise.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import dev.hypercare.contract.Outcome;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that a stranger sends makes a format throw, hang, take memory without bounds, or lose count. */
class AnyInputTest {
    private static final List<Format> FORMATS = Formats.ALL;
    /** Formats whose records are lines, whatever they hold. */
    private static final Set<String> OF_LINES = Set.of("nginx", "combined");

    private static final List<String> SAMPLES = Samples.all();
    private static final int ALLOCATED = 256 * 1024 * 1024;
    private static final String ODD = "{}[]\",:\\0-9eE\n /=<";

    @Property(tries = 1000)
    void randomBytesAreAccountedFor(@ForAll @Size(max = 300) byte[] record) {
        FORMATS.forEach(format -> assertAccountedFor(format, record));
    }

    @Property(tries = 2000)
    void recordsWithWrongBytesAreAccountedFor(@ForAll("mutants") byte[] record) {
        FORMATS.forEach(format -> assertAccountedFor(format, record));
    }

    @Property(tries = 2000)
    void recordsWithPartsOfOthersAreAccountedFor(@ForAll("crossings") String record) {
        FORMATS.forEach(format -> assertAccountedFor(format, record.getBytes(UTF_8)));
    }

    @Test
    void aRequestLineWithoutATargetIsAccountedFor() {
        String haproxy = SAMPLES.stream()
                .filter(sample -> sample.contains(" HTTP/1.1\""))
                .findFirst()
                .orElseThrow();
        byte[] record = haproxy.replaceFirst("\"([A-Z]+) [^\"]* (HTTP/1.1\")", "\"$1 $2")
                .getBytes(UTF_8);
        FORMATS.forEach(format -> assertAccountedFor(format, record));
    }

    @Provide
    Arbitrary<byte[]> mutants() {
        return Arbitraries.of(SAMPLES)
                .flatMap(seed -> Arbitraries.longs().map(random -> mutated(seed.getBytes(UTF_8), new Random(random))));
    }

    @Provide
    Arbitrary<String> crossings() {
        return Arbitraries.of(SAMPLES)
                .flatMap(seed -> Arbitraries.longs().map(random -> crossed(seed, new Random(random))));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void bombsAreRejectedSoonAndWithinBounds(String bomb) {
        byte[] bytes = bomb.getBytes(UTF_8);
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (Format format : FORMATS) {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                long before = memory.getCurrentThreadAllocatedBytes();
                List<Parsed> parsed = Parsing.all(format, bytes);
                assertThat(memory.getCurrentThreadAllocatedBytes() - before)
                        .as(format.name())
                        .isLessThan(ALLOCATED);
                assertThat(parsed)
                        .isNotEmpty()
                        .allSatisfy(one -> assertThat(one.outcome()).isInstanceOf(Outcome.Rejected.class));
            });
        }
    }

    static List<String> bombs() {
        String clf = "203.0.113.9 - - [21/Nov/2025:10:00:00 +0000] ";
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
                "\"".repeat(1_000_000),
                "{\n".repeat(9_000),
                "\n".repeat(1_000_000),
                "{\"resourceSpans\":" + "[{\"scopeSpans\":".repeat(100_000),
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[" + "{},".repeat(20_000) + "{}]}]}]}",
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"attributes\":[{\"key\":\"http.route\",\"value\":"
                        + "{\"arrayValue\":{\"values\":[".repeat(10_000),
                "[21/Nov/".repeat(100_000),
                clf + "\"" + "\\\"".repeat(400_000),
                clf + "\"GET / HTTP/1.1\" x " + "a=\"".repeat(300_000),
                clf + "web web/s " + "0/".repeat(400_000),
                clf + "web ".repeat(200_000));
    }

    private static void assertAccountedFor(Format format, byte[] record) {
        List<Parsed> parsed = Parsing.all(format, record);
        assertThat(parsed).as(format.name()).isNotEmpty();
        int end = 0;
        for (Parsed one : parsed) {
            assertThat(one.from()).isGreaterThanOrEqualTo(end);
            assertThat(one.to()).isBetween(one.from(), record.length);
            end = one.to();
            if (one.outcome() instanceof Outcome.Rejected<?> why) {
                assertThat(why.detail()).contains("(expected: ").hasSizeLessThan(500);
            }
        }
        if (OF_LINES.contains(format.name())) {
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
                case 1 -> bytes[at] = (byte) ODD.charAt(random.nextInt(ODD.length()));
                case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
                default -> System.arraycopy(seed, 0, bytes, 0, Math.min(seed.length, random.nextInt(bytes.length)));
            }
        }
        return bytes;
    }

    /** A record in which some values are another value of any sample, or of those that parsers stumble over. */
    private static String crossed(String seed, Random random) {
        String[] odd = {
            "null",
            "{}",
            "[]",
            "[[]]",
            "-1",
            "1e400",
            "\"\"",
            "\"-\"",
            "true",
            "\"\\ud800\"",
            "[{\"a\":[1]}]",
            "0.0000001"
        };
        String[] parts = seed.split("(?<=[:, ])");
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(parts.length);
            String end = parts[at].matches("(?s).*[,}\\]]\\s*")
                    ? parts[at].replaceFirst("(?s)^.*?(?=[,}\\]]+\\s*$)", "")
                    : "";
            String[] others = SAMPLES.get(random.nextInt(SAMPLES.size())).split("(?<=[:, ])");
            parts[at] = random.nextBoolean()
                    ? odd[random.nextInt(odd.length)] + end
                    : others[random.nextInt(others.length)];
        }
        return String.join("", parts);
    }
}
