package dev.hypercare.testdata;

import java.util.ArrayDeque;

/** The lines that were handed to the producer and are not acknowledged yet, in order. Safe for several threads. */
final class InFlight {
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long acknowledged;

    /** A line of this event time is about to be sent. */
    synchronized Entry add(long at) {
        Entry entry = new Entry(at);
        entries.addLast(entry);
        return entry;
    }

    /** The line has been appended by the broker, or never will be. */
    synchronized void done(Entry entry, boolean appended) {
        entry.done = true;
        if (appended) {
            acknowledged++;
        }
        for (Entry head = entries.peekFirst(); head != null && head.done; head = entries.peekFirst()) {
            entries.removeFirst();
        }
    }

    /** Event time of the oldest line under way; {@link Long#MAX_VALUE} where there is none. */
    synchronized long oldest() {
        Entry head = entries.peekFirst();
        return head == null ? Long.MAX_VALUE : head.at;
    }

    /** Lines the broker has appended. */
    synchronized long acknowledged() {
        return acknowledged;
    }

    static final class Entry {
        private final long at;
        private boolean done;

        private Entry(long at) {
            this.at = at;
        }
    }
}
