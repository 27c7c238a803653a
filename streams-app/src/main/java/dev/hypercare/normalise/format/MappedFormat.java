package dev.hypercare.normalise.format;

import java.util.function.Consumer;

/**
 * A format that somebody described in a mapping file.
 *
 * @param name names its raw topic, too
 * @param about what it is, for people
 * @param lines whether a record holds lines; else entries, alone or in arrays
 * @param shape of a line or entry
 */
record MappedFormat(String name, String about, boolean lines, JsonShape shape) implements Format {
    @Override
    public void parse(byte[] record, Consumer<Parsed> to) {
        if (lines) {
            JsonLine.parse(record, shape, new JsonLine(shape), to);
        } else {
            JsonEntries.parse(record, shape, to);
        }
    }
}
