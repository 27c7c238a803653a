package dev.hypercare.contract;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A topic of the contract. Its full name is the configured prefix plus {@code name} plus {@code .v1}.
 *
 * @param name the noun that names it, such as {@code calls}
 * @param key what the UTF-8 key holds, for people
 * @param value the Avro type of the values; null for raw topics, which hold bytes as the source sent them
 * @param cleanup what the broker does with old records
 * @param retention how long the broker keeps them; null for ever
 * @param writer who writes it: a stage, {@code outside}, or both
 */
public record Topic<V extends SpecificRecord>(
        String name,
        String key,
        @Nullable Class<V> value,
        Cleanup cleanup,
        @Nullable Duration retention,
        String writer) {

    /** The broker's {@code cleanup.policy}. */
    public enum Cleanup {
        DELETE("delete"),
        COMPACT("compact"),
        COMPACT_AND_DELETE("compact,delete");

        private final String policy;

        Cleanup(String policy) {
            this.policy = policy;
        }

        /** The value of {@code cleanup.policy}. */
        public String policy() {
            return policy;
        }
    }

    /** The Avro type of the values. Error: {@link IllegalStateException} for a raw topic. */
    public Class<V> valueType() {
        return Objects.requireNonNull(value, () -> name + " holds raw bytes");
    }

    /**
     * The broker's {@code message.timestamp.type}: what comes from outside or is read for its time of ingest is stamped by the
     * broker, so that no producer's clock is trusted.
     */
    public String timestamps() {
        boolean ingested = value == null
                || Set.of("calls", "signals", "tickets", "feedback").contains(name);
        return ingested ? "LogAppendTime" : "CreateTime";
    }

    /** The full name, such as {@code hypercare.calls.v1} for the prefix {@code hypercare.}. */
    public String fullName(String prefix) {
        return prefix + name + ".v1";
    }
}
