package dev.hypercare.normalise.format;

import java.util.function.Consumer;

/**
 * A log format. Implementations never throw for what a record holds, and account for all of it: each call in the record becomes
 * exactly one draft or one rejection, and a record without any call becomes one rejection. Its name also stands for the gateway in calls
 * that do not name theirs. Thread-safe.
 */
public interface Format extends RawFormat {
    /** The record as it is parsed, masked and kept: itself, or its text where the source writes it in a binary form. */
    default byte[] text(byte[] record) {
        return record;
    }

    /** Reads one record, of {@link #text}, and hands on its calls in order. */
    void parse(byte[] record, Consumer<Parsed> to);
}
