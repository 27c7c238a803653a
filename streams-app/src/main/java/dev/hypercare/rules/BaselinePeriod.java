package dev.hypercare.rules;

/**
 * What a named baseline is made from.
 *
 * @param name for people, such as {@code pre-launch}; not empty
 * @param from first instant, milliseconds since the epoch
 * @param to first instant after it
 */
record BaselinePeriod(String name, long from, long to) {
    /** Error: {@link IllegalArgumentException} for an empty name or period. */
    BaselinePeriod {
        if (name.isEmpty() || to <= from) {
            throw new IllegalArgumentException("baseline '" + name + "' from " + from + " to " + to
                    + " (expected: a name, and a period of some length)");
        }
    }
}
