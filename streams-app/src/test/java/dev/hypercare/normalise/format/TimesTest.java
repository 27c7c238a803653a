package dev.hypercare.normalise.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final DateTimeFormatter LOG = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH);

    @ParameterizedTest
    @CsvSource({
        "2025-11-21T10:00:00Z, 2025-11-21T10:00:00Z",
        "2025-11-21T10:00:00.123456789Z, 2025-11-21T10:00:00.123Z",
        "2025-11-21 10:00:00.5+01:00, 2025-11-21T09:00:00.500Z",
        "2025-11-21T10:00:00+0100, 2025-11-21T09:00:00Z",
        "2025-11-21T10:00:00-05, 2025-11-21T15:00:00Z",
        "2024-02-29t23:59:60z, 2024-03-01T00:00:00Z",
        "21/Nov/2025:10:00:00 +0530, 2025-11-21T04:30:00Z",
        "21/nov/2025:10:00:00.123, 2025-11-21T10:00:00.123Z",
    })
    void readsTimesOfLogs(String text, Instant expected) {
        assertThat(Times.read(text)).isEqualTo(expected.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2025-11-21",
                "2025-11-21T10:00:00",
                "2025-11-21T10:00:00.Z",
                "2025-11-21T10:00:00Zulu",
                "2025-02-29T10:00:00Z",
                "2025-11-21T24:00:00Z",
                "2025-11-21T10:60:00Z",
                "2025/11/21T10:00:00Z",
                "21/Okt/2025:10:00:00 +0000",
                "21/anf/2025:10:00:00 +0000",
                "21/Nov/2025:10:00:00 +9900",
                "1763719200000000000",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void knowsWhatIsNoTime(String text) {
        assertThat(Times.read(text)).isEqualTo(Times.INVALID);
    }

    @Property(tries = 300)
    void agreesWithJavaOnEveryTime(
            @ForAll @LongRange(min = 946_684_800_000L, max = 4_102_444_800_000L) long millis,
            @ForAll @IntRange(min = -1080, max = 1080) int minutes) {
        ZoneOffset zone = ZoneOffset.ofTotalSeconds(minutes * 60);
        Instant instant = Instant.ofEpochMilli(millis);
        String iso = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.atOffset(zone).withNano(instant.getNano() == 0 ? 1_000_000 : instant.getNano()));
        assertThat(Times.read(iso)).isEqualTo(millis + (instant.getNano() == 0 ? 1 : 0));
        assertThat(Times.read(LOG.format(instant.atOffset(zone)))).isEqualTo(millis / 1000 * 1000);
    }

    @Property
    void isTotal(@ForAll String text) {
        assertThatCode(() -> Times.read(text)).doesNotThrowAnyException();
    }
}
