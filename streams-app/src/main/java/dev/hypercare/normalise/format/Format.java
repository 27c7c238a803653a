package dev.hypercare.normalise.format;

import dev.hypercare.contract.Topic;
import java.util.function.Consumer;

/**
 * A log format. Implementations never throw for what a record holds, and account for all of it: each call in the record becomes
 * exactly one draft or one rejection, and a record without any call becomes one rejection.
 */
public interface Format {
    /** Its name; also stands for the gateway in calls that do not name theirs. */
    String name();

    /** The raw topic it is read from. */
    Topic<?> topic();

    /** Reads one record and hands on its calls in order. */
    void parse(byte[] record, Consumer<Parsed> to);
}
