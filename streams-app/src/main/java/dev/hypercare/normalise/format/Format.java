package dev.hypercare.normalise.format;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import java.util.function.Consumer;

/**
 * A log format. Implementations never throw for what a record holds, and account for all of it: each call in the record becomes
 * exactly one draft or one rejection, and a record without any call becomes one rejection. Thread-safe.
 */
public interface Format {
    /** Its name; also stands for the gateway in calls that do not name theirs. */
    String name();

    /** What it reads, for people: a few words. */
    String about();

    /** The raw topic it is read from. */
    default Topic<?> topic() {
        return Topics.raw(name());
    }

    /** Reads one record and hands on its calls in order. */
    void parse(byte[] record, Consumer<Parsed> to);
}
