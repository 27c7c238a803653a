package dev.hypercare.normalise.format;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;

/** A way in which a source writes what happened, read from a raw topic of its own. Thread-safe. */
public interface RawFormat {
    /** Its name. */
    String name();

    /** What it reads, for people: a few words. */
    String about();

    /** The raw topic it is read from. */
    default Topic<?> topic() {
        return Topics.raw(name());
    }
}
