package dev.hypercare.streams;

import dev.hypercare.contract.config.Section;

/**
 * The topics of the flow.
 *
 * @param prefix what their names begin with
 * @param partitions partitions of each
 * @param replication replicas of each, internal ones included; -1 leaves it to the broker
 * @param create whether missing ones are made at the start
 */
public record TopicsConfig(String prefix, int partitions, int replication, boolean create) {
    public static final TopicsConfig DEFAULT = new TopicsConfig("hypercare.", 12, -1, false);

    /** Partitions in the embedded mode, where a few cores do everything. */
    public static final int EMBEDDED_PARTITIONS = 4;

    /** Reads the section {@code topics}. */
    public static TopicsConfig read(Section section, int absentPartitions) {
        return new TopicsConfig(
                section.scalar("prefix", DEFAULT.prefix, "letters, digits, dots, - and _, at most 100", text -> {
                    if (!text.matches("[a-zA-Z0-9._-]{0,100}")) {
                        throw new IllegalArgumentException();
                    }
                    return text;
                }),
                section.integer("partitions", absentPartitions, 1, 1000),
                section.scalar("replication", DEFAULT.replication, "1 to 10, or -1 for what the broker says", text -> {
                    int value = Integer.parseInt(text);
                    if (value != -1 && (value < 1 || value > 10)) {
                        throw new IllegalArgumentException();
                    }
                    return value;
                }),
                section.bool("create", DEFAULT.create));
    }
}
