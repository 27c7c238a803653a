package dev.hypercare.kpi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The messages of one API that go into one record. Not thread-safe. */
final class MessageGroup {
    /** Those of one API since the last flush. */
    static final class OfApi {
        private final String api;
        private final List<MessageGroup> groups = new ArrayList<>();

        OfApi(String api) {
            this.api = api;
        }

        List<MessageGroup> groups() {
            return groups;
        }

        /** The group of a pane, new where there is none yet; there are few. */
        MessageGroup at(long paneStart, long takenWith) {
            for (MessageGroup group : groups) {
                if (group.paneStart == paneStart && group.takenWith == takenWith) {
                    return group;
                }
            }
            MessageGroup group = new MessageGroup(this, paneStart, takenWith);
            groups.add(group);
            return group;
        }
    }

    /** The order in which records are handed on. */
    static final Comparator<MessageGroup> ORDER = Comparator.comparingLong(MessageGroup::takenWith)
            .thenComparingLong(MessageGroup::paneStart)
            .thenComparing(MessageGroup::api);

    private final OfApi ofApi;
    private final long paneStart;
    private final long takenWith;
    private final List<MessageEntry> entries = new ArrayList<>();
    private long overflow;

    private MessageGroup(OfApi ofApi, long paneStart, long takenWith) {
        this.ofApi = ofApi;
        this.paneStart = paneStart;
        this.takenWith = takenWith;
    }

    void add(MessageEntry entry) {
        entries.add(entry);
    }

    /** Counts a call that is in no entry. */
    void addOverflow() {
        overflow++;
    }

    String api() {
        return ofApi.api;
    }

    /** First instant of the pane in which the calls completed, milliseconds. */
    long paneStart() {
        return paneStart;
    }

    /** First instant of the pane with which they are taken up, milliseconds. */
    long takenWith() {
        return takenWith;
    }

    /** The entries, ascending by message. */
    List<MessageEntry> sorted() {
        entries.sort((a, b) -> MessageKey.compare(a.key(), b.key()));
        return entries;
    }

    /** Calls that are in no entry. */
    long overflow() {
        return overflow;
    }
}
