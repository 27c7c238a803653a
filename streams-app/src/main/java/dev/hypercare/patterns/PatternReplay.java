package dev.hypercare.patterns;

import dev.hypercare.contract.PatternRule;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The stage without its topology: records of {@code messages}, in the order of each partition of calls, become patterns, as in a task of a
 * running application. Nothing of it is kept. Not thread-safe.
 */
public final class PatternReplay {
    private final PatternDesk desk;
    private final HeapPatternMemory memory = new HeapPatternMemory();
    private final Map<String, CatalogEntry> catalog = new HashMap<>();
    private final int sources;
    private long records;

    /**
     * @param sources partitions of {@code calls}
     * @param to receives each pattern that is told
     */
    public PatternReplay(
            PatternsConfig config,
            List<PatternRule> rules,
            List<CatalogEntry> catalog,
            int sources,
            Consumer<Pattern> to) {
        this.sources = sources;
        catalog.forEach(entry -> this.catalog.put(entry.getApi(), entry));
        this.desk = new PatternDesk(config, rules, sources, this.catalog::get, memory, new PatternOutput() {
            @Override
            public void told(Pattern pattern) {
                to.accept(pattern);
            }

            @Override
            public void gone(String id) {}

            @Override
            public void said(Verdict verdict) {}

            @Override
            public void time(long upTo) {}
        });
        this.desk.restore();
    }

    /** Messages of an API, or how far time has come in a partition of calls. */
    public void take(MessageCounts counts) {
        desk.take(counts, records++);
    }

    /** All partitions of calls have come to an instant. */
    public void time(Instant at) {
        for (int source = 0; source < sources; source++) {
            take(MessageCounts.newBuilder()
                    .setSourcePartition(source)
                    .setWatermark(at)
                    .build());
        }
    }

    /** The newest record of each pattern that is known, by id. */
    public List<Pattern> patterns() {
        return memory.patterns();
    }

    /** How many entries a store would have. */
    public int entries() {
        return memory.size();
    }
}
