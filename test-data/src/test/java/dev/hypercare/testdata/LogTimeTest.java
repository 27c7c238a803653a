package dev.hypercare.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LogTimeTest {
    @Test
    void msecIsPreferredToTheTimesInWholeSeconds() {
        assertThat(LogTime.of("{\"time_iso8601\":\"2026-11-22T10:00:00+00:00\",\"msec\":\"1795341600.123\"}"))
                .hasValue(1795341600123L);
    }

    @Test
    void msecMayBeANumberOrLackAFractionOrHaveALongOne() {
        assertThat(LogTime.of("{\"msec\": 1795341600.5}")).hasValue(1795341600500L);
        assertThat(LogTime.of("{\"msec\":\"1795341600\"}")).hasValue(1795341600000L);
        assertThat(LogTime.of("{\"msec\":1795341600.123456}")).hasValue(1795341600123L);
    }

    @Test
    void withoutMsecTheOtherTimesCount() {
        assertThat(LogTime.of("{\"time_iso8601\":\"2026-11-22T11:00:00+01:00\"}"))
                .hasValue(1795341600000L);
        assertThat(LogTime.of("{\"time_local\":\"22/Nov/2026:10:00:00 +0000\"}"))
                .hasValue(1795341600000L);
    }

    @Test
    void aLineWithoutAReadableTimeHasNone() {
        assertThat(LogTime.of("")).isEmpty();
        assertThat(LogTime.of("2026/11/22 10:00:00 [error] 12#12")).isEmpty();
        assertThat(LogTime.of("{\"msec\":\"soon\",\"time_iso8601\":\"later\"}")).isEmpty();
        assertThat(LogTime.of("{\"msec\":\"17953416")).isEmpty();
    }

    @Test
    void everyTimeOfALineMovesAndNothingElse() {
        String line =
                "{\"a\":\"1795341600.900\",\"msec\":\"1795341600.900\",\"time_iso8601\":\"2026-11-22T11:00:00+01:00\","
                        + "\"time_local\":\"22/Nov/2026:10:00:00 +0000\",\"status\":\"200\"}";
        assertThat(LogTime.shift(line, 200))
                .isEqualTo(
                        "{\"a\":\"1795341600.900\",\"msec\":\"1795341601.100\",\"time_iso8601\":\"2026-11-22T11:00:01+01:00\","
                                + "\"time_local\":\"22/Nov/2026:10:00:01 +0000\",\"status\":\"200\"}");
    }

    @Test
    void aLineWithoutMsecMovesByWholeSeconds() {
        assertThat(LogTime.shift("{\"time_iso8601\":\"2026-11-22T10:00:00+00:00\"}", 90_500))
                .isEqualTo("{\"time_iso8601\":\"2026-11-22T10:01:30+00:00\"}");
    }

    @Test
    void aLineWithoutATimeStaysAsItIs() {
        assertThat(LogTime.shift("{\"msec\":\"soon\",\"time_local\":\"then\"}", 1000))
                .isEqualTo("{\"msec\":\"soon\",\"time_local\":\"then\"}");
    }

    @Property
    void movingIsReadBackExactly(
            @ForAll @LongRange(min = 1_000_000_000_000L, max = 4_000_000_000_000L) long at,
            @ForAll @LongRange(min = -900_000_000_000L, max = 900_000_000_000L) long by) {
        String line = "{\"msec\":\"" + at / 1000 + "." + String.format("%03d", at % 1000) + "\",\"x\":\"1\"}";
        assertThat(LogTime.of(line)).hasValue(at);
        assertThat(LogTime.of(LogTime.shift(line, by))).hasValue(at + by);
    }
}
