package dev.hypercare.receiver.inbox;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One accepted request on its way to Kafka: at least one record. What changes in it is guarded by its {@link Inbox}. */
public final class Delivery {
    /** What a record takes beyond its bytes: objects, headers. */
    private static final long OVERHEAD = 200;

    private final String path;
    private final @Nullable String id;
    private final List<Part> parts;
    private final long acceptedAt;
    private final long bytes;
    private final CompletableFuture<DeliveryOutcome> outcome = new CompletableFuture<>();

    int waiting = 1;
    int unacknowledged;
    boolean taken;

    /**
     * A delivery.
     *
     * @param path name of the path in the configuration
     * @param id the sender's name for it, by which a repetition is known; null where it has none
     * @param parts at least one
     * @param acceptedAt milliseconds of the epoch
     */
    public Delivery(String path, @Nullable String id, List<Part> parts, long acceptedAt) {
        this.path = path;
        this.id = id;
        this.parts = List.copyOf(parts);
        this.acceptedAt = acceptedAt;
        this.unacknowledged = parts.size();
        this.bytes = parts.stream().mapToLong(Delivery::size).sum();
    }

    /** The name of the path in the configuration. */
    public String path() {
        return path;
    }

    /** The sender's name for it, or null. */
    public @Nullable String id() {
        return id;
    }

    /** What becomes records, in order. */
    public List<Part> parts() {
        return parts;
    }

    /** When it was accepted, milliseconds of the epoch. */
    public long acceptedAt() {
        return acceptedAt;
    }

    /** What it takes of the inbox, bytes. */
    public long bytes() {
        return bytes;
    }

    CompletableFuture<DeliveryOutcome> outcome() {
        return outcome;
    }

    private static long size(Part part) {
        byte[] key = part.key();
        return OVERHEAD + part.value().length + (key == null ? 0 : key.length);
    }
}
