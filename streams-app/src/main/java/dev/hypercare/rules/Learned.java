package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;

/** What is learned of one series minute by minute, and survives restarts. Not thread-safe. */
interface Learned {
    /** Time between two lessons, milliseconds. */
    long STEP_MILLIS = 60_000;

    /** A series that was silent for longer teaches nothing until it is heard of again, milliseconds. */
    long LONGEST_SILENCE = 4 * 3_600_000L;

    /** Learns from a whole minute that ends at an instant, milliseconds; it may be without calls. */
    void learn(Kpis minute, long at);

    /** Appends what {@link Lesson#read} reads. */
    void write(BinaryWriter to);
}
