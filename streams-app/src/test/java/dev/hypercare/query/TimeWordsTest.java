package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeWordsTest {
    private static final long NOW = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource({
        "now, 2026-11-22T10:00:00Z",
        "-15m, 2026-11-22T09:45:00Z",
        "-1h30m, 2026-11-22T08:30:00Z",
        "now-1d, 2026-11-21T10:00:00Z",
        "2026-11-22T09:00:00Z, 2026-11-22T09:00:00Z",
        "2026-11-22T09:00:00+02:00, 2026-11-22T07:00:00Z",
        "2026-11-22T09:00:00 02:00, 2026-11-22T07:00:00Z",
        "1763719200123, 2025-11-21T10:00:00.123Z"
    })
    void readsWhatPeopleAndProgramsWrite(String text, Instant expected) {
        assertThat(Instant.ofEpochMilli(TimeWords.parse(text, NOW))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "-", "-15", "-15x", "15m", "2026-11-22", "10:00", "-60000d", "9999999999999999"
            })
    void refusesAnythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TimeWords.parse(text, NOW));
    }

    @Property
    void whatItWritesItReads(@ForAll @LongRange(min = 0, max = TimeWords.MAX) long at) {
        assertThat(TimeWords.parse(Instant.ofEpochMilli(at).toString(), NOW)).isEqualTo(at);
        assertThat(TimeWords.parse(String.valueOf(at), NOW)).isEqualTo(at);
    }

    @Test
    void aYearThatNoClockTellsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TimeWords.parse("+999999999-12-31T23:59:59Z", NOW));
    }

    @Test
    void relativeTimesBeforeTheEpochAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TimeWords.parse("-2s", 1000));
    }
}
