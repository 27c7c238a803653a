package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import java.util.Map;

/** What is learned of one series minute by minute, and survives restarts. Not thread-safe. */
interface Learned {
    /** Time between two lessons, milliseconds. */
    long STEP_MILLIS = 60_000;

    /** A series that was silent for longer teaches nothing until it is heard of again, milliseconds. */
    long LONGEST_SILENCE = 4 * 3_600_000L;

    /** Asks what people have said of the series; at first, and before each lesson. */
    default void consult(Reference reference, Series series, Map<String, String> labels) {}

    /** Learns from a whole minute that ends at an instant, milliseconds; it may be without calls. */
    void learn(Kpis minute, long at);

    /** How long it is worth remembering without calls, milliseconds. */
    default long rememberedMillis() {
        return 8 * 86_400_000L;
    }

    /** Appends what {@link Lesson#read} reads. */
    void write(BinaryWriter to);
}
