package dev.hypercare.patterns;

import dev.hypercare.contract.Resolution;
import dev.hypercare.schemas.events.MessageCount;
import dev.hypercare.schemas.events.MessageCounts;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The distinct messages of one API that are taken up with one pane, in one order, whatever records they came in. */
final class PaneMessages {
    private final SortedMap<String, Sightings> byMessage = new TreeMap<>();
    private @Nullable Sightings overflow;

    void add(MessageCounts counts) {
        long paneStart = Objects.requireNonNull(counts.getPaneStart(), "checked when it came")
                .toEpochMilli();
        for (MessageCount entry : counts.getEntries()) {
            byMessage
                    .computeIfAbsent(entry.getMessage(), unseen -> new Sightings())
                    .add(paneStart, entry);
        }
        if (counts.getOverflow() > 0) {
            if (overflow == null) {
                overflow = new Sightings();
            }
            overflow.addUntold(paneStart, counts.getOverflow(), Resolution.PANE.millis());
        }
    }

    SortedMap<String, Sightings> byMessage() {
        return byMessage;
    }

    /** The calls with messages that were not told apart; null for none. */
    @Nullable
    Sightings overflow() {
        return overflow;
    }
}
