package dev.hypercare.rules;

import dev.hypercare.contract.RuleRegister;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.NearestName;
import dev.hypercare.schemas.events.AppliedRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows the rules of this instance, and orders changes of them. */
final class LiveRegister implements RuleRegister {
    /**
     * So long after it is ordered a change takes place, milliseconds: time for the record to reach every instance, and for calls to be told
     * apart second by second where that was not needed before.
     */
    static final long AHEAD_MILLIS = 3_000;

    private final LiveRules rules;

    LiveRegister(LiveRules rules) {
        this.rules = rules;
    }

    @Override
    public List<Listed> rules(long at) {
        RuleHistory history = rules.history();
        List<Listed> list = new ArrayList<>();
        for (String id : history.ids()) {
            RuleSwitch now = history.of(id, at);
            RuleEntry before = null;
            for (RuleSwitch one : history.of(id)) {
                if (one.equals(now) || one.from() > at) {
                    list(id, one, before, list);
                }
                before = one.entry() == null ? before : one.entry();
            }
        }
        return list;
    }

    private void list(String id, RuleSwitch one, @Nullable RuleEntry before, List<Listed> to) {
        RuleEntry entry = one.entry() == null ? before : one.entry();
        Instant since = one.from() == RuleSwitch.ALWAYS ? null : Instant.ofEpochMilli(one.from());
        if (entry == null) {
            String unknown = "-";
            to.add(new Listed(id, id, OFF, unknown, OFF, unknown, List.of(), source(one), since, one.by(), one.note()));
            return;
        }
        for (Rule rule : entry.rules()) {
            boolean off = one.entry() == null;
            to.add(new Listed(
                    rule.id(),
                    id,
                    off ? OFF : rule.version(),
                    entry.kind(),
                    off ? OFF : rule.shadow() ? "shadow" : "live",
                    rule.severity().name(),
                    rule.view(),
                    source(one),
                    since,
                    one.by(),
                    one.note()));
        }
    }

    private static String source(RuleSwitch one) {
        if (one.from() != RuleSwitch.ALWAYS) {
            return "applied";
        }
        RuleEntry entry = one.entry();
        return entry != null && entry.place().startsWith(RuleBook.BUILTIN + ":") ? "shipped" : "file";
    }

    @Override
    public Optional<String> definition(String id, long at) {
        RuleHistory history = rules.history();
        String entry = entryOf(id, history);
        RuleEntry found = null;
        for (RuleSwitch one : entry == null ? List.<RuleSwitch>of() : history.of(entry)) {
            if (one.entry() != null && (found == null || one.from() <= at)) {
                found = one.entry();
            }
        }
        return Optional.ofNullable(found).map(RuleEntry::definition);
    }

    /** The entry that has, or makes, a rule of this id; null where none does. */
    private static @Nullable String entryOf(String id, RuleHistory history) {
        if (history.ids().contains(id)) {
            return id;
        }
        return history.ids().stream()
                .filter(entry -> history.of(entry).stream()
                        .anyMatch(one -> one.entry() != null && one.entry().makes(id)))
                .findFirst()
                .orElse(null);
    }

    @Override
    public long earliest(long now) {
        return AppliedVersion.sliceFrom(
                Math.max(now, rules.judgedUpTo()) + AHEAD_MILLIS); // a gateway may be ahead of us
    }

    @Override
    public List<Change> apply(List<RuleText> files, Order order) {
        List<RuleEntry> entries =
                RuleTextReader.read(files, rules.views(), rules.history().at(order.from()));
        return entries.stream().map(entry -> change(entry.id(), entry, order)).toList();
    }

    @Override
    public Change disable(String id, Order order) {
        RuleHistory history = rules.history();
        if (!history.ids().contains(id)) {
            String maker = entryOf(id, history);
            String near = NearestName.of(id, history.ids());
            throw new InvalidInput(
                    "rule: " + id + " (expected: the id of a rule"
                            + (maker != null
                                    ? "; this one is made by " + maker + ", with others"
                                    : near == null ? "" : "; did you mean " + near + "?")
                            + ")",
                    maker != null
                            ? "hypercare rules disable " + maker + " ends all of them."
                            : "hypercare rules list shows them.");
        }
        if (isOnPatterns(id, history)) {
            throw new InvalidInput(
                    "rule: " + id + " (expected: " + PatternRules.AT_START + ")",
                    "Put it in rules.disabled and start the instances again, one after the other.");
        }
        return change(id, null, order);
    }

    private static boolean isOnPatterns(String id, RuleHistory history) {
        return history.of(id).stream()
                .anyMatch(one -> one.entry() != null
                        && PatternSensor.isOf(one.entry().rules().get(0)));
    }

    private Change change(String id, @Nullable RuleEntry entry, Order order) {
        RuleHistory history = rules.history();
        long from = free(AppliedVersion.sliceFrom(order.from()), history.of(id));
        RuleSwitch now = history.of(id, from);
        String before = now == null ? OFF : now.version();
        RuleSwitch wanted = new RuleSwitch(from, entry, order.by(), order.note());
        AppliedRule record = before.equals(wanted.version())
                ? null
                : AppliedUses.with(rules.record(RuleRegister.key(id, wanted.version())), id, wanted);
        return new Change(id, before, wanted.version(), Instant.ofEpochMilli(from), record);
    }

    /** The instant, or the first slice after what was ordered for just after it: who speaks last wins. */
    private static long free(long from, List<RuleSwitch> known) {
        long free = from;
        for (RuleSwitch one : known) {
            if (one.from() >= free && one.from() - free <= AHEAD_MILLIS) {
                free = AppliedVersion.sliceFrom(one.from() + 1);
            }
        }
        return free;
    }

    @Override
    public boolean has(AppliedRule record) {
        AppliedRule known = rules.record(RuleRegister.key(record.getRule(), record.getVersion()));
        return known != null
                && (known.equals(record) || !AppliedUses.last(known).isBefore(AppliedUses.last(record)));
    }
}
