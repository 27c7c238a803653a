package dev.hypercare.normalise.report;

import dev.hypercare.normalise.format.RawFormat;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What a monitor, ticket system or deployment tool sends. Implementations never throw for what a record holds, and account for all of it:
 * each thing that is reported becomes exactly one report or one rejection, and a record without any becomes one rejection. Thread-safe.
 */
public interface ReportFormat extends RawFormat {
    /**
     * Reads one record and hands on its reports in order.
     *
     * @param takenAt when the record came
     */
    void parse(byte[] record, Instant takenAt, Consumer<Reported> to);
}
