package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the calls of one partition by error message, until {@link #flush} hands on what came since the last one. It counts nothing
 * across a commit. A message seen before costs a look-up of its bytes; what does not fit is counted as overflow. Not thread-safe.
 */
final class MessageTally {
    /** So many entries an API may have between two flushes. */
    static final int MOST_ENTRIES = 500;

    /** So many bytes the keys of all entries may have, so that many APIs with long messages do not fill the heap. */
    static final int MOST_BYTES = 16 * 1024 * 1024;

    private final MessageKey key = new MessageKey();
    private final int mostBytes;
    private BytesTable<MessageEntry> entries = new BytesTable<>();
    private BytesTable<MessageGroup.OfApi> apis = new BytesTable<>();
    private long keyBytes;

    MessageTally() {
        this(MOST_BYTES);
    }

    /** @param mostBytes so many bytes the keys of all entries may have */
    MessageTally(int mostBytes) {
        this.mostBytes = mostBytes;
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
        MessageEntry entry = entries.get(key.bytes(), 0, key.length());
        if (entry != null) {
            entry.add(call);
        } else {
            admit(call, paneStart, takenWith);
        }
    }

    private void admit(CallReader call, long paneStart, long takenWith) {
        MessageGroup.OfApi ofApi = ofApi();
        MessageGroup group = ofApi.at(paneStart, takenWith);
        if (ofApi.entries() >= MOST_ENTRIES || keyBytes + key.length() > mostBytes) {
            group.addOverflow();
            return;
        }
        MessageEntry entry = new MessageEntry(key.copy());
        entry.add(call);
        group.add(entry);
        entries.put(key.bytes(), 0, key.length(), entry);
        keyBytes += key.length();
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
        apis = new BytesTable<>();
        keyBytes = 0;
    }
}
