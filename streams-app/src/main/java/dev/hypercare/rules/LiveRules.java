package dev.hypercare.rules;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Watched;
import dev.hypercare.schemas.events.AppliedRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of an instance while it runs: those of its configuration, and the records of {@code rules} as they come. A record that cannot
 * be used counts as none; the other versions of its rule go on. Thread-safe: one thread takes records, all tasks ask.
 */
final class LiveRules implements Watched {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRules.class);

    /** What follows from the records so far; made when somebody asks. */
    private record Known(RuleHistory history, List<RefusedRecord> refused, RuleBook all) {}

    private final List<RuleEntry> configured;
    private final List<List<String>> views;
    private final Map<String, AppliedVersion> versions = new TreeMap<>();
    private final Map<String, RefusedRecord> refused = new TreeMap<>();
    private final AtomicLong revision = new AtomicLong();
    private final AtomicLong judgedUpTo = new AtomicLong();
    private volatile @Nullable Known known;
    private final ReferenceBook reference;

    /** @param views the views that KPIs are kept for */
    LiveRules(List<RuleEntry> configured, List<List<String>> views) {
        this(configured, views, RulesConfig.CHANGE_WITHIN);
    }

    private LiveRules(List<RuleEntry> configured, List<List<String>> views, Duration changeWithin) {
        this.reference = new ReferenceBook(new ChangeBook(judgedUpTo::get), changeWithin);
        this.configured = List.copyOf(configured);
        this.views = List.copyOf(views);
    }

    /** Those of a configuration. Error: {@link dev.hypercare.contract.config.InvalidInput} that lists every problem of every file. */
    static LiveRules load(RulesConfig config) {
        Problems problems = new Problems();
        List<RuleEntry> entries = RuleBook.entries(config, problems);
        problems.throwIfAny("the rules cannot be used", "Correct them; docs/reference/rules.md has the rule language.");
        return new LiveRules(entries, config.views(), config.changeWithin());
    }

    /** What people have said besides. */
    ReferenceBook reference() {
        return reference;
    }

    /** Forgets every record. */
    synchronized void clear() {
        versions.clear();
        refused.clear();
        changed();
    }

    /**
     * Takes the newest record of a key.
     *
     * @param read what it says, or why it cannot be read
     */
    synchronized void take(String key, KeptRecord record, Outcome<AppliedRule> read) {
        versions.remove(key);
        refused.remove(key);
        Outcome<AppliedVersion> checked = read instanceof Outcome.Ok<AppliedRule> ok
                ? AppliedVersion.of(key, ok.value(), views)
                : Outcome.rejected(reason(read), null, detail(read));
        if (checked instanceof Outcome.Ok<AppliedVersion> usable) {
            versions.put(key, usable.value());
        } else if (checked instanceof Outcome.Rejected<AppliedVersion> why) {
            refused.put(key, new RefusedRecord(record, why));
            LOG.warn("the record {} of rules cannot be used and counts as none: {}", key, why.detail());
        }
        changed();
    }

    private static String reason(Outcome<?> read) {
        return read instanceof Outcome.Rejected<?> why ? why.reason() : "failed";
    }

    private static String detail(Outcome<?> read) {
        return read instanceof Outcome.Rejected<?> why ? why.detail() : "";
    }

    /** The record of a key was taken back. */
    synchronized void remove(String key) {
        versions.remove(key);
        refused.remove(key);
        changed();
    }

    private void changed() {
        known = null;
        revision.incrementAndGet();
    }

    private Known known() {
        Known made = known;
        return made == null ? make() : made;
    }

    private synchronized Known make() {
        Known made = known;
        if (made == null) {
            List<RefusedRecord> list = new ArrayList<>(refused.values());
            list.sort(
                    Comparator.comparingInt((RefusedRecord one) -> one.record().partition())
                            .thenComparingLong(one -> one.record().offset()));
            RuleHistory history = new RuleHistory(configured, versions.values());
            made = new Known(history, List.copyOf(list), history.from(Long.MIN_VALUE));
            known = made;
        }
        return made;
    }

    /** Which rules are used when, as far as it is known now; the same object until that changes. */
    RuleHistory history() {
        return known().history();
    }

    /** How far event time has come in any task of this process, milliseconds since the epoch; 0 before the first slice. */
    long judgedUpTo() {
        return judgedUpTo.get();
    }

    /** Tells that a task has judged all slices up to an instant, milliseconds. */
    void judged(long upTo) {
        judgedUpTo.accumulateAndGet(upTo, Math::max);
    }

    /** The records that cannot be used, in the order of the topic; the same object until that changes. */
    List<RefusedRecord> refused() {
        return known().refused();
    }

    /** The views that KPIs are kept for. */
    List<List<String>> views() {
        return views;
    }

    /** The newest usable record of a key; null for none. */
    synchronized @Nullable AppliedRule record(String key) {
        AppliedVersion version = versions.get(key);
        return version == null ? null : version.record();
    }

    @Override
    public boolean watches(String view) {
        return known().all().watches(view);
    }

    @Override
    public boolean watches(Series series) {
        return known().all().watches(series);
    }

    @Override
    public long revision() {
        return revision.get();
    }

    @Override
    public Watched from(long instant) {
        return history().from(instant);
    }
}
