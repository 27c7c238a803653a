package dev.hypercare.contract;

import dev.hypercare.schemas.events.Kpi;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lengths of stored windows, each a whole multiple of the one before, with the topic that carries them. */
public enum Resolution {
    PANE("panes", Duration.ofSeconds(10), Duration.ofDays(1), Topics.KPI_PANES),
    MINUTE("1m", Duration.ofMinutes(1), Duration.ofDays(7), Topics.KPIS_1M),
    FIVE_MINUTES("5m", Duration.ofMinutes(5), Duration.ofDays(30), Topics.KPIS_5M),
    HOUR("1h", Duration.ofHours(1), Duration.ofDays(400), Topics.KPIS_1H),
    DAY("1d", Duration.ofDays(1), Duration.ofDays(400), Topics.KPIS_1D);

    /** The step at which rules decide: half a second of event time. */
    public static final long SLICE_MILLIS = 500;

    private final String label;
    private final Duration length;
    private final Duration kept;
    private final Topic<Kpi> topic;

    Resolution(String label, Duration length, Duration kept, Topic<Kpi> topic) {
        this.label = label;
        this.length = length;
        this.kept = kept;
        this.topic = topic;
    }

    /** Short name in stores and on the command line: {@code panes}, {@code 1m}, {@code 5m}, {@code 1h}, {@code 1d}. */
    public String label() {
        return label;
    }

    /** Length of a window, milliseconds. */
    public long millis() {
        return length.toMillis();
    }

    /** How long the local store keeps closed windows, by default. */
    public Duration kept() {
        return kept;
    }

    /** The topic that carries closed windows of this length. */
    public Topic<Kpi> topic() {
        return topic;
    }

    /** First instant of the window that holds the instant {@code atMillis}. */
    public long startOf(long atMillis) {
        return atMillis - Math.floorMod(atMillis, millis());
    }

    /** First instant after the window that holds the instant {@code atMillis}. */
    public long endOf(long atMillis) {
        return startOf(atMillis) + millis();
    }

    /** The next longer one; null after {@link #DAY}. */
    public @Nullable Resolution coarser() {
        return ordinal() + 1 < values().length ? values()[ordinal() + 1] : null;
    }

    /** Those that are rolled up from shorter ones, shortest first. */
    public static List<Resolution> rollUps() {
        return List.of(MINUTE, FIVE_MINUTES, HOUR, DAY);
    }

    /** First instant of the slice that holds an instant, milliseconds. */
    public static long startOfSlice(long atMillis) {
        return atMillis - Math.floorMod(atMillis, SLICE_MILLIS);
    }

    /** First instant after the slice that holds an instant, milliseconds. */
    public static long endOfSlice(long atMillis) {
        return startOfSlice(atMillis) + SLICE_MILLIS;
    }
}
