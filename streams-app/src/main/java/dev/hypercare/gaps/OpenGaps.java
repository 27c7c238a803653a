package dev.hypercare.gaps;

import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.GapState;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Tells gaps, and keeps those that last where queries see them. */
final class OpenGaps {
    private final GapMemory memory;
    private final Consumer<Gap> output;

    OpenGaps(GapMemory memory, Consumer<Gap> output) {
        this.memory = memory;
        this.output = output;
    }

    Gap open(Gap gap) {
        memory.putOpen(gap);
        output.accept(gap);
        return gap;
    }

    /**
     * Ends one.
     *
     * @param at event time, milliseconds
     * @param evidence figures beside those that it was told with
     */
    void close(Gap gap, long at, String reason, Map<String, Double> evidence) {
        Map<String, Double> figures = new TreeMap<>(gap.getEvidence());
        figures.putAll(evidence);
        long when = Math.max(at, gap.getAt().toEpochMilli());
        memory.deleteOpen(gap.getId());
        output.accept(Gap.newBuilder(gap)
                .setState(GapState.CLOSED)
                .setAt(Instant.ofEpochMilli(when))
                .setReason(reason)
                .setEvidence(figures)
                .build());
    }
}
