package dev.hypercare.alerts;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The alerts that may inhibit others, as of one event time. */
final class Sources {
    private final Map<String, Source> byFingerprint = new TreeMap<>();
    private final Map<String, Map<String, Source>> byApi = new HashMap<>();
    private final Dependencies dependencies;

    Sources(Dependencies dependencies) {
        this.dependencies = dependencies;
    }

    void clear() {
        byFingerprint.clear();
        byApi.clear();
    }

    void put(Source source) {
        remove(source.fingerprint());
        byFingerprint.put(source.fingerprint(), source);
        byApi.computeIfAbsent(source.api(), unseen -> new TreeMap<>()).put(source.fingerprint(), source);
    }

    /** Takes one away; returns the API that it was of, null where it was not there. */
    @Nullable
    String remove(String fingerprint) {
        Source old = byFingerprint.remove(fingerprint);
        if (old == null) {
            return null;
        }
        byApi.computeIfPresent(old.api(), (api, sources) -> {
            sources.remove(fingerprint);
            return sources.isEmpty() ? null : sources;
        });
        return old.api();
    }

    /**
     * The alert that inhibits another: of an API that the other's depends on, and at least as severe, so that nothing small hides
     * something great. Where two APIs depend on each other the one that fired first inhibits. Of several the first that fired.
     *
     * @param target the alert as if it were a source
     * @param upstreams the APIs that its own depends on
     */
    @Nullable
    Source over(Source target, Collection<String> upstreams) {
        Source first = null;
        for (String api : upstreams) {
            for (Source source : byApi.getOrDefault(api, Map.of()).values()) {
                if (source.severity().compareTo(target.severity()) <= 0
                        && (first == null || Source.FIRST.compare(source, first) < 0)
                        && !isMutual(source, target)) {
                    first = source;
                }
            }
        }
        return first;
    }

    private boolean isMutual(Source source, Source target) {
        return Source.FIRST.compare(target, source) < 0
                && dependencies.upstreams(source.api()).contains(target.api());
    }
}
