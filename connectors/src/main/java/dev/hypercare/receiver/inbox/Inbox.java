package dev.hypercare.receiver.inbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What was posted and is not in Kafka yet: waiting, or taken and unacknowledged. Both count against its bounds, so that a Kafka that does
 * not answer fills it and senders are told to come back. Thread-safe; outcomes are told outside its lock.
 */
public final class Inbox {
    private final int maxRecords;
    private final long maxBytes;
    private final Map<String, RecentIds> recent;
    private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
    private final Set<Delivery> open = new LinkedHashSet<>();
    private final Map<String, Delivery> openById = new HashMap<>();
    private long records;
    private long bytes;
    private boolean stopped;

    /**
     * An empty one.
     *
     * @param maxRecords bound on the records in it
     * @param maxBytes bound on their bytes
     * @param recent the ids of what is in Kafka, by name of path; it goes on in them
     */
    public Inbox(int maxRecords, long maxBytes, Map<String, RecentIds> recent) {
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
        this.recent = recent;
    }

    /** How full it is. */
    public record Level(long records, long bytes, boolean stopped) {}

    /**
     * Takes a delivery in. Where one with its id is on its way, the sender waits for that one; where one is in Kafka, it is a duplicate. A
     * delivery larger than the bounds is taken when nothing else is in.
     */
    public synchronized Ticket offer(Delivery delivery) {
        if (stopped) {
            return told(delivery, DeliveryOutcome.STOPPED);
        }
        String id = name(delivery);
        Delivery same = id == null ? null : openById.get(id);
        if (same != null) {
            same.waiting++;
            return new Ticket(same, same.outcome().copy());
        }
        if (isKnown(delivery)) {
            return told(delivery, DeliveryOutcome.DUPLICATE);
        }
        if (!hasRoomFor(delivery.parts().size(), delivery.bytes())) {
            return told(delivery, DeliveryOutcome.FULL);
        }
        records += delivery.parts().size();
        bytes += delivery.bytes();
        open.add(delivery);
        waiting.add(delivery);
        if (id != null) {
            openById.put(id, delivery);
        }
        notifyAll();
        return new Ticket(delivery, delivery.outcome().copy());
    }

    /** Whether a body of so many bytes had room now: asked before it is read. */
    public synchronized boolean hasRoomFor(long moreRecords, long moreBytes) {
        return records == 0 || (records + moreRecords <= maxRecords && bytes + moreBytes <= maxBytes);
    }

    /**
     * What goes to Kafka next: whole deliveries in order, as many as fit, at least one.
     *
     * @param most records
     * @param waitMs how long to wait for the first, milliseconds
     * @return empty where there was none
     */
    public synchronized List<Taken> take(int most, long waitMs) throws InterruptedException {
        if (waiting.isEmpty() && !stopped) {
            wait(waitMs);
        }
        List<Taken> batch = new ArrayList<>();
        int taken = 0;
        while (!stopped && !waiting.isEmpty()) {
            int size = waiting.element().parts().size();
            if (!batch.isEmpty() && taken + size > most) {
                break;
            }
            taken += size;
            batch.add(taken(waiting.remove()));
        }
        return batch;
    }

    /** Told for each record of a delivery, from any thread, when Kafka has it. */
    public void acknowledged(Delivery delivery) {
        synchronized (this) {
            if (--delivery.unacknowledged > 0 || !open.remove(delivery)) {
                return;
            }
            leave(delivery);
        }
        delivery.outcome().complete(DeliveryOutcome.ACKNOWLEDGED);
    }

    /** Told by a sender who waits no longer: what nobody waits for and was not taken is not sent. */
    public synchronized void giveUp(Delivery delivery) {
        if (--delivery.waiting <= 0 && !delivery.taken && open.remove(delivery)) {
            waiting.remove(delivery);
            leave(delivery);
        }
    }

    /** Ends it: all who wait are told, and nothing is taken any more. */
    public void stop() {
        List<Delivery> left;
        synchronized (this) {
            stopped = true;
            left = List.copyOf(open);
            open.clear();
            waiting.clear();
            openById.clear();
            records = 0;
            bytes = 0;
            notifyAll();
        }
        left.forEach(delivery -> delivery.outcome().complete(DeliveryOutcome.STOPPED));
    }

    /** How full it is now. */
    public synchronized Level level() {
        return new Level(records, bytes, stopped);
    }

    private Taken taken(Delivery delivery) {
        delivery.taken = true;
        String id = delivery.id();
        RecentIds ids = recent.get(delivery.path());
        return new Taken(delivery, id == null || ids == null ? null : ids.add(id));
    }

    private boolean isKnown(Delivery delivery) {
        String id = delivery.id();
        RecentIds ids = recent.get(delivery.path());
        return id != null && ids != null && ids.contains(id);
    }

    private void leave(Delivery delivery) {
        records -= delivery.parts().size();
        bytes -= delivery.bytes();
        String id = name(delivery);
        if (id != null) {
            openById.remove(id);
        }
    }

    private static @Nullable String name(Delivery delivery) {
        return delivery.id() == null ? null : delivery.path() + '\n' + delivery.id();
    }

    private static Ticket told(Delivery delivery, DeliveryOutcome outcome) {
        return new Ticket(delivery, CompletableFuture.completedFuture(outcome));
    }
}
