package dev.hypercare.normalise.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.hypercare.contract.Outcome;
import dev.hypercare.normalise.format.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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

/** Nothing that a stranger sends makes a format of reports throw, hang, or lose a record. */
class AnyReportTest {
    private static final Instant AT = Instant.parse("2025-11-21T10:00:01Z");
    private static final List<String> SAMPLES = Samples.all();
    private static final String ODD = "{}[]\",:\\0-9eE\n /=<";
    private static final List<String> VALUES = List.of(
            "null", "{}", "[]", "[[]]", "-1", "1e400", "\"\"", "\"-\"", "true", "\"\\ud800\"", "99999999999999");

    @Property(tries = 1000)
    void randomBytesAreAccountedFor(@ForAll @Size(max = 300) byte[] record) {
        ReportFormats.ALL.forEach(format -> assertAccountedFor(format, record));
    }

    @Property(tries = 2000)
    void recordsWithWrongBytesAreAccountedFor(@ForAll("mutants") byte[] record) {
        ReportFormats.ALL.forEach(format -> assertAccountedFor(format, record));
    }

    @Property(tries = 2000)
    void recordsWithOtherValuesAreAccountedFor(@ForAll("crossings") String record) {
        ReportFormats.ALL.forEach(format -> assertAccountedFor(format, record.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void bombsAreRejectedSoon(String bomb) {
        for (ReportFormat format : ReportFormats.ALL) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThat(all(format, bomb.getBytes(UTF_8)))
                            .isNotEmpty()
                            .allSatisfy(one -> assertThat(one.outcome()).isInstanceOf(Outcome.Rejected.class)));
        }
    }

    static List<String> bombs() {
        return List.of(
                "[".repeat(1_000_000),
                "{\"alerts\":" + "[".repeat(100_000),
                "{\"issue\":{\"fields\":{\"description\":" + "{\"content\":[".repeat(50_000),
                "{\"a\":".repeat(500_000),
                "{\"timestamp\":" + "9".repeat(1_000_000) + "}",
                "{\"startTime\":1e999999999,\"uuid\":\"a\"}",
                "{\"alerts\":[" + "{},".repeat(20_000) + "{}]}",
                "[" + "{},".repeat(20_000) + "{}]",
                "{\"" + "n".repeat(1_000_000) + "\":1}",
                "\"".repeat(1_000_000),
                "{} {}");
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

    private static void assertAccountedFor(ReportFormat format, byte[] record) {
        List<Reported> reported = all(format, record);
        assertThat(reported).as(format.name()).isNotEmpty();
        for (Reported one : reported) {
            if (one.outcome() instanceof Outcome.Rejected<?> why) {
                assertThat(why.detail()).contains("(expected: ").hasSizeLessThan(1000);
            } else if (one.outcome() instanceof Outcome.Ok<Report> ok) {
                assertThat(ok.value().id()).isNotBlank();
                assertThat(ok.value().topic().valueType())
                        .isEqualTo(ok.value().value().getClass());
            }
        }
    }

    private static List<Reported> all(ReportFormat format, byte[] record) {
        List<Reported> all = new ArrayList<>();
        format.parse(record, AT, all::add);
        return all;
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        for (int i = random.nextInt(5); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) ODD.charAt(random.nextInt(ODD.length()));
                default -> bytes = Arrays.copyOf(bytes, at + 1);
            }
        }
        return bytes;
    }

    /** A record in which some values are others. */
    private static String crossed(String seed, Random random) {
        String[] parts = seed.split("(?<=:)|(?=[,}\\]])");
        for (int i = random.nextInt(4); i >= 0; i--) {
            parts[random.nextInt(parts.length)] = VALUES.get(random.nextInt(VALUES.size()));
        }
        return String.join("", parts);
    }
}
