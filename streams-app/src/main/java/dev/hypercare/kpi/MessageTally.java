package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of one partition by error message, masked, until {@link #flush} hands on what came since the last one. It counts
 * nothing across a commit. A message seen twice costs a look-up of its bytes, one that differs in what is masked is masked as
 * well; what has no place is counted as overflow. Not thread-safe.
 */
final class MessageTally {
    /** A flush before the commit, when the keys of all entries have so many bytes: in a backlog one commit may cover many panes. */
    private static final int FULL = MessagePlaces.MOST_BYTES;

    /** So many bytes of unmasked keys are remembered with their entries. */
    private static final int MOST_UNMASKED = 1024 * 1024;

    private final MessageKey key = new MessageKey();
    private final MessageKey masked = new MessageKey();
    private final MessagePlaces places;
    /** Entries by keys as they came, so that a storm of one message is not masked call by call; only a short cut. */
    private BytesTable<MessageEntry> unmasked = new BytesTable<>();

    /** Hashes of keys that came once: one that never comes again is not worth a copy. */
    private final long[] cameOnce = new long[1024];

    private long unmaskedBytes;
    private BytesTable<MessageEntry> entries = new BytesTable<>();
    private BytesTable<MessageGroup.OfApi> apis = new BytesTable<>();
    private long keyBytes;

    /** @param places which messages have an entry of their own */
    MessageTally(MessagePlaces places) {
        this.places = places;
    }

    /**
     * Counts the call read last, where it has a message.
     *
     * @param watermark how far event time had come when it came, milliseconds; {@link Watermarks#NONE} for unknown
     */
    void count(CallReader call, long watermark) {
        if (call.textLength(CallReader.ERROR_MESSAGE) <= 0) {
            return;
        }
        long paneStart = Resolution.PANE.startOf(call.completedAt());
        long takenWith =
                watermark == Watermarks.NONE ? paneStart : Math.max(paneStart, Resolution.PANE.startOf(watermark));
        key.take(call, paneStart, takenWith);
        MessageEntry entry = unmasked.get(key.bytes(), 0, key.length());
        if (entry == null) {
            entry = masked(paneStart, takenWith);
        }
        if (entry != null) {
            entry.add(call);
        }
    }

    /** The entry of the key's message when it is masked; null where it has no place. */
    private @Nullable MessageEntry masked(long paneStart, long takenWith) {
        masked.takeMasked(key);
        MessageEntry entry = entries.get(masked.bytes(), 0, masked.length());
        if (entry == null) {
            entry = admit(paneStart, takenWith);
        }
        if (entry != null && cameBefore()) {
            remember(entry);
        }
        return entry;
    }

    private boolean cameBefore() {
        long hash = BytesTable.hash(key.bytes(), 0, key.length());
        int place = (int) hash & cameOnce.length - 1;
        boolean before = cameOnce[place] == hash;
        cameOnce[place] = hash;
        return before;
    }

    private @Nullable MessageEntry admit(long paneStart, long takenWith) {
        MessageGroup group = ofApi().at(paneStart, takenWith);
        if (!places.admit(masked, takenWith)) {
            group.addOverflow();
            return null;
        }
        MessageEntry entry = new MessageEntry(masked.copy());
        group.add(entry);
        entries.put(masked.bytes(), 0, masked.length(), entry);
        keyBytes += masked.length();
        return entry;
    }

    private void remember(MessageEntry entry) {
        if (unmaskedBytes + key.length() > MOST_UNMASKED) {
            forget();
        }
        unmasked.put(key.bytes(), 0, key.length(), entry);
        unmaskedBytes += key.length();
    }

    private void forget() {
        unmasked = new BytesTable<>();
        unmaskedBytes = 0;
    }

    private MessageGroup.OfApi ofApi() {
        int start = MessageKey.apiStart();
        int length = MessageKey.apiLength(key.bytes());
        MessageGroup.OfApi known = apis.get(key.bytes(), start, length);
        if (known == null) {
            known = new MessageGroup.OfApi(new String(key.bytes(), start, length, StandardCharsets.UTF_8));
            apis.put(key.bytes(), start, length, known);
        }
        return known;
    }

    /** Whether a flush should not wait for the commit. */
    boolean isFull() {
        return keyBytes >= FULL;
    }

    /** Hands on what came since the last flush, and forgets it. */
    void flush(MessageRecords to) {
        if (apis.size() == 0) {
            return;
        }
        List<MessageGroup> groups = new ArrayList<>();
        apis.forEach(ofApi -> groups.addAll(ofApi.groups()));
        groups.sort(MessageGroup.ORDER); // the tables have an order of their own in each process
        groups.forEach(to::add);
        entries = new BytesTable<>();
        forget();
        apis = new BytesTable<>();
        keyBytes = 0;
    }
}
