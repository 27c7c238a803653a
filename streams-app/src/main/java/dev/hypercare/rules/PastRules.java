package dev.hypercare.rules;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.RuleRegister;
import dev.hypercare.schemas.events.AppliedRule;
import dev.hypercare.schemas.events.Baseline;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules that running instances used, for those who look back: those of their configuration, and what stands in the topics that they
 * read besides calls. Of the catalog and of baselines only what they say now is known. Not thread-safe.
 */
public final class PastRules {
    private static final byte[] NO_BYTES = {};

    private final LiveRules rules;

    PastRules(LiveRules rules) {
        this.rules = rules;
    }

    /** Those of a configuration. Error: {@link dev.hypercare.contract.config.InvalidInput} that lists every problem of every file. */
    public static PastRules load(RulesConfig config) {
        return new PastRules(LiveRules.load(config));
    }

    /** Takes a record of {@code rules}, instead of an earlier one with its key; one that cannot be used counts as none, as it does live. */
    public void applied(String key, AppliedRule record) {
        take(key, Outcome.ok(record));
    }

    /** Takes a record of {@code rules} that cannot be decoded. */
    public void undecodable(String key) {
        take(key, Outcome.rejected("undecodable", null, "not an applied rule in Avro"));
    }

    private void take(String key, Outcome<AppliedRule> read) {
        rules.take(key, new KeptRecord(0, 0, 0, NO_BYTES), read);
    }

    /** A record of {@code rules} was taken back. */
    public void removed(String key) {
        rules.remove(key);
    }

    /** Takes a record of {@code catalog}; null for one that was taken back. */
    public void catalog(String api, @Nullable CatalogEntry entry) {
        take(rules.reference().catalog(), api, entry);
    }

    /** Takes a record of {@code baselines}; null for one that was taken back. */
    public void baseline(String key, @Nullable Baseline baseline) {
        take(rules.reference().baselines(), key, baseline);
    }

    /**
     * Takes a record of {@code changes}.
     *
     * @param timestamp of the record, milliseconds
     */
    public void change(int partition, long offset, long timestamp, Change change) {
        rules.reference().changes().take(partition, offset, timestamp, change);
    }

    private static <V> void take(ReferenceProcessor.Sink<V> sink, String key, @Nullable V value) {
        if (value == null) {
            sink.remove(key);
        } else {
            sink.put(key, value);
        }
    }

    /** The rules for the slice that begins at an instant, milliseconds since the epoch. */
    public RuleBook at(long instant) {
        return rules.history().at(instant).book();
    }

    /** All rules that judged any slice between two instants, milliseconds; of an id that had several versions the last one. */
    public RuleBook during(long from, long to) {
        Map<String, Rule> last = new LinkedHashMap<>();
        for (RuleSet set : sets(from, to)) {
            set.book().rules().forEach(rule -> last.put(rule.id(), rule));
        }
        return new RuleBook(List.copyOf(last.values()));
    }

    /** When other rules were switched to between two instants, milliseconds. */
    public List<Long> changes(long from, long to) {
        return sets(from, to).stream().skip(1).map(RuleSet::from).toList();
    }

    private List<RuleSet> sets(long from, long to) {
        RuleHistory history = rules.history();
        List<RuleSet> sets = new ArrayList<>();
        long at = Resolution.startOfSlice(from);
        do {
            sets.add(history.at(at));
            at = sets.get(sets.size() - 1).until();
        } while (at < to);
        return sets;
    }

    /** What was applied, or switched off, and held in the slice that begins at an instant, milliseconds; a line each, for people. */
    public List<String> appliedAt(long instant) {
        RuleHistory history = rules.history();
        List<String> lines = new ArrayList<>();
        for (String id : history.ids()) {
            RuleSwitch now = history.of(id, instant);
            if (now != null && now.from() != RuleSwitch.ALWAYS) {
                lines.add(id + (now.version().equals(RuleRegister.OFF) ? " " : "/") + now.version() + " since "
                        + Instant.ofEpochMilli(now.from()));
            }
        }
        return lines;
    }

    /** Why records of {@code rules} cannot be used, for people. */
    public List<String> refused() {
        return rules.refused().stream().map(refused -> refused.why().detail()).toList();
    }

    LiveRules rules() {
        return rules;
    }

    Reference reference() {
        return rules.reference();
    }
}
