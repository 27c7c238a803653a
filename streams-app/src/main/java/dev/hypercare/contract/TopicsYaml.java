package dev.hypercare.contract;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code deploy/topics.yaml}: the topics for those who create them by their own means. */
public final class TopicsYaml {
    private TopicsYaml() {}

    /**
     * The text of the file.
     *
     * @param prefix what topic names begin with
     * @param partitions of every topic of the flow
     */
    public static String of(String prefix, int partitions) {
        StringBuilder yaml = new StringBuilder("""
                # The topics of Hypercare, in the order of the flow. Generated from contract/Topics.java; a test keeps it so.
                # Every topic of the flow has the same number of partitions: choose it once, before the first record.
                topics:
                """);
        for (Topic<?> topic : Topics.ALL) {
            yaml.append("  - name: ").append(topic.fullName(prefix)).append('\n');
            yaml.append("    # key: ")
                    .append(topic.key())
                    .append("; written by: ")
                    .append(topic.writer())
                    .append('\n');
            yaml.append("    partitions: ").append(partitions).append('\n');
            yaml.append("    config:\n");
            yaml.append("      cleanup.policy: ")
                    .append(topic.cleanup().policy())
                    .append('\n');
            yaml.append("      retention.ms: ")
                    .append(millis(topic.retention()))
                    .append('\n');
            yaml.append("      message.timestamp.type: ")
                    .append(topic.timestamps())
                    .append('\n');
        }
        return yaml.toString();
    }

    private static long millis(@Nullable Duration retention) {
        return retention == null ? -1 : retention.toMillis();
    }
}
