package dev.hypercare.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which rules are used when, in event time: those that ship or stand in files, always; and those that were applied. Of the versions of a
 * rule, by the id of its entry, the one holds that was switched to last. Immutable.
 */
final class RuleHistory {
    private final Map<String, List<RuleSwitch>> switches = new LinkedHashMap<>();

    /** @param configured in the order of the files, ids once */
    RuleHistory(List<RuleEntry> configured, Collection<AppliedVersion> applied) {
        for (RuleEntry entry : configured) {
            List<RuleSwitch> always = new ArrayList<>();
            always.add(new RuleSwitch(RuleSwitch.ALWAYS, entry, null, null));
            switches.put(entry.id(), always);
        }
        Map<String, List<RuleSwitch>> others = new TreeMap<>();
        for (AppliedVersion version : applied) {
            String id = version.record().getRule();
            List<RuleSwitch> known = switches.get(id);
            (known == null ? others.computeIfAbsent(id, unseen -> new ArrayList<>()) : known)
                    .addAll(version.switches());
        }
        switches.putAll(others);
        switches.values().forEach(list -> list.sort(RuleSwitch.ORDER));
    }

    /** The ids of all entries: those that ship or stand in files in their order, then the others. */
    Set<String> ids() {
        return switches.keySet();
    }

    /** What was switched to for an entry, in event time; none for an unknown one. */
    List<RuleSwitch> of(String id) {
        return switches.getOrDefault(id, List.of());
    }

    /** What holds for an entry in the slice that begins at an instant, milliseconds; null before the first. */
    @Nullable
    RuleSwitch of(String id, long at) {
        RuleSwitch last = null;
        for (RuleSwitch one : of(id)) {
            last = one.from() <= at ? one : last;
        }
        return last;
    }

    /** The rules for the slice that begins at an instant, milliseconds, and for how long they are the same. */
    RuleSet at(long at) {
        List<RuleEntry> used = new ArrayList<>();
        Map<String, Long> since = new HashMap<>();
        long from = Long.MIN_VALUE;
        long until = Long.MAX_VALUE;
        for (List<RuleSwitch> list : switches.values()) {
            int now = -1;
            for (RuleSwitch one : list) {
                if (one.from() <= at) {
                    from = Math.max(from, one.from());
                    now++;
                } else {
                    until = Math.min(until, one.from());
                }
            }
            RuleEntry entry = now < 0 ? null : list.get(now).entry();
            if (entry != null) {
                used.add(entry);
                long looked = lookedSince(list, now);
                entry.rules().forEach(rule -> since.put(rule.id(), looked));
            }
        }
        return new RuleSet(used, book(used, since), from, until);
    }

    /** From when on versions of a rule have looked at the same series without a break; 0 for always. */
    private static long lookedSince(List<RuleSwitch> list, int now) {
        RuleEntry entry = list.get(now).entry();
        int first = now;
        while (first > 0 && looksAtTheSame(list.get(first - 1).entry(), entry)) {
            first--;
        }
        return Math.max(0, list.get(first).from());
    }

    private static boolean looksAtTheSame(@Nullable RuleEntry one, @Nullable RuleEntry other) {
        return one != null && other != null && looks(one).equals(looks(other));
    }

    private static String looks(RuleEntry entry) {
        Rule rule = entry.rules().get(0);
        return rule.view() + " " + rule.match() + " " + rule.sensor().seesSilence();
    }

    /** All rules that judge a slice that begins at an instant, milliseconds, or a later one; of one id more than one. */
    RuleBook from(long instant) {
        List<RuleEntry> all = new ArrayList<>();
        for (List<RuleSwitch> list : switches.values()) {
            for (int i = 0; i < list.size(); i++) {
                RuleEntry entry = list.get(i).entry();
                long end = i + 1 < list.size() ? list.get(i + 1).from() : Long.MAX_VALUE;
                if (entry != null && end > instant) {
                    all.add(entry);
                }
            }
        }
        return RuleBook.of(all);
    }

    /** An id that two entries make is the first one's. That is not applied here, but others may write the topic. */
    private static RuleBook book(List<RuleEntry> entries, Map<String, Long> since) {
        Set<String> ids = new HashSet<>();
        List<Rule> rules = new ArrayList<>();
        for (RuleEntry entry : entries) {
            entry.rules().stream().filter(rule -> ids.add(rule.id())).forEach(rules::add);
        }
        return new RuleBook(rules, since);
    }
}
