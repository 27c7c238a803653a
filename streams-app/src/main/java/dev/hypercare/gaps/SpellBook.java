package dev.hypercare.gaps;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The lives of alerts that are remembered, by their keys and by API. */
final class SpellBook {
    private final TreeMap<String, AlertSpell> all = new TreeMap<>();
    private final Map<String, TreeSet<String>> byApi = new HashMap<>();

    void clear() {
        all.clear();
        byApi.clear();
    }

    @Nullable
    AlertSpell get(String key) {
        return all.get(key);
    }

    void put(AlertSpell spell) {
        String key = AlertSpell.key(spell.alert);
        all.put(key, spell);
        String api = spell.api();
        if (api != null) {
            byApi.computeIfAbsent(api, unseen -> new TreeSet<>()).add(key);
        }
    }

    void remove(AlertSpell spell) {
        String key = AlertSpell.key(spell.alert);
        all.remove(key);
        String api = spell.api();
        if (api != null) {
            byApi.computeIfPresent(api, (name, keys) -> {
                keys.remove(key);
                return keys.isEmpty() ? null : keys;
            });
        }
    }

    /** The lives of one alert. */
    List<AlertSpell> ofAlert(String fingerprint) {
        String first = fingerprint + "|";
        return List.copyOf(all.subMap(first, first + Character.MAX_VALUE).values());
    }

    /** All of them, by key; a copy. */
    Collection<AlertSpell> all() {
        return List.copyOf(all.values());
    }

    /** The alert of an API that fired first of those that say in a span of time that something is wrong; null where none does. */
    @Nullable
    AlertSpell covering(String api, long from, long to) {
        AlertSpell first = null;
        for (String key : byApi.getOrDefault(api, new TreeSet<>())) {
            AlertSpell spell = all.get(key);
            if (spell != null && spell.covers(from, to) && (first == null || spell.firedAt < first.firedAt)) {
                first = spell;
            }
        }
        return first;
    }
}
