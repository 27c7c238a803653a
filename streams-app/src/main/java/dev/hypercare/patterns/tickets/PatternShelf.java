package dev.hypercare.patterns.tickets;

import dev.hypercare.schemas.events.Pattern;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The patterns of messages that tickets may be about, the most recently told {@value #MOST}. */
final class PatternShelf {
    static final String PREFIX = "p|";
    static final int MOST = 5000;

    private final Map<String, KnownPattern> patterns = new TreeMap<>();
    private final Map<String, Integer> haveStem = new HashMap<>();
    private final TicketMemory memory;

    PatternShelf(TicketMemory memory) {
        this.memory = memory;
    }

    void restore(byte[] bytes, Function<byte[], Pattern> form) {
        shelve(KnownPattern.of(form.apply(bytes)));
    }

    /** Takes a pattern as it was told; the ids that were joined to it are not known any more. */
    KnownPattern put(Pattern pattern, byte[] bytes) {
        KnownPattern known = KnownPattern.of(pattern);
        shelve(known);
        memory.put(PREFIX + known.id(), bytes);
        pattern.getAliases().forEach(this::remove);
        while (patterns.size() > MOST) {
            remove(Collections.min(
                            patterns.values(),
                            Comparator.comparingLong(KnownPattern::told).thenComparing(KnownPattern::id))
                    .id());
        }
        return known;
    }

    @Nullable
    KnownPattern get(String id) {
        return patterns.get(id);
    }

    /** All, by id. */
    Collection<KnownPattern> all() {
        return patterns.values();
    }

    /** How telling a stem is: the fewer patterns have it the more. */
    double telling(String stem) {
        return Math.log(1 + (double) (patterns.size() + 1) / (1 + haveStem.getOrDefault(stem, 0)));
    }

    private void shelve(KnownPattern known) {
        forget(patterns.put(known.id(), known));
        known.stems().forEach(stem -> haveStem.merge(stem, 1, Integer::sum));
    }

    private void remove(String id) {
        KnownPattern old = patterns.remove(id);
        if (old != null) {
            forget(old);
            memory.put(PREFIX + id, null);
        }
    }

    private void forget(@Nullable KnownPattern old) {
        if (old != null) {
            old.stems().forEach(stem -> haveStem.computeIfPresent(stem, (any, n) -> n == 1 ? null : n - 1));
        }
    }
}
