package dev.hypercare.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthCountTest {
    private static final long MINUTE = 1_795_341_600_000L;
    private static final String LINE = """
            {"msec":"%s","gateway":"edge-1","api":"orders","request_method":"GET","request_uri":"/v1/orders","status":"%s",\
            "request_time":"0.250","upstream_response_time":"0.100, 0.020","request_id":"%s","request_length":"10","bytes_sent":"20"}""";

    @TempDir
    Path directory;

    @Test
    void aValueIsInTheBucketOfWhichTheSchemaSaysSo() {
        for (long value = 1; value < 1L << 36; value += 1 + value / 97) {
            int bucket = TruthCount.bucket(value);
            if (bucket < 128) {
                assertThat(value).isEqualTo(bucket);
            } else {
                int e = bucket / 64 - 1;
                long m = bucket % 64;
                assertThat(value).isBetween(64 + m << e, (65 + m << e) - 1);
            }
        }
    }

    @Test
    void countsCallsOfASeriesAndMinuteAndItsApi() throws IOException {
        TruthCount count =
                count(Map.of(), Set.of(), line(0, "1795341601.000", "200", "a"), line(1, "1795341659.999", "503", "b"));

        String series = "api=orders,route=/v1/orders,method=GET";
        Map<String, Long> figures = count.minutes().cells().get(new CountedMinutes.Cell(series, MINUTE));
        assertThat(figures)
                .containsEntry("calls", 2L)
                .containsEntry("failed", 1L)
                .containsEntry("serverErrors", 1L)
                .containsEntry("status.200", 1L)
                .containsEntry("latency.sum", 500_000L)
                .containsEntry("upstreamLatency.max", 120_000L)
                .doesNotContainKey("noResponse");
        assertThat(count.minutes().cells().get(new CountedMinutes.Cell("api=orders", MINUTE)))
                .isEqualTo(figures);
        assertThat(count.problems()).isEmpty();
    }

    @Test
    void whatTheProductCallsLateOrDeadIsLeftOutOnlyWithReason() throws IOException {
        String[] lines = {
            line(0, "1795341601.000", "200", "late"),
            line(1, "1795341602.000", "200", "dead"),
            "0\t2\t" + MINUTE + "\t{"
        };
        long far = MINUTE + 2 * ChaosLines.CORRECT_FOR_MILLIS;

        assertThat(count(Map.of("late", far), Set.of("0-2"), lines).problems()).isEmpty();
        assertThat(count(Map.of("late", MINUTE), Set.of("0-2"), lines).problems())
                .singleElement()
                .asString()
                .contains("late calls without reason");
        assertThat(count(Map.of(), Set.of("0-1", "0-2"), lines).problems())
                .singleElement()
                .asString()
                .contains("a dead letter without reason");
        assertThat(count(Map.of(), Set.of(), lines).problems())
                .singleElement()
                .asString()
                .contains("no dead letter");
    }

    private TruthCount count(Map<String, Long> late, Set<String> letters, String... lines) throws IOException {
        Path file = directory.resolve("truth.log");
        Files.write(file, List.of(lines));
        return TruthCount.of(file, late, letters);
    }

    private static String line(int offset, String msec, String status, String id) {
        return "0\t" + offset + "\t" + MINUTE + "\t" + LINE.formatted(msec, status, id);
    }
}
