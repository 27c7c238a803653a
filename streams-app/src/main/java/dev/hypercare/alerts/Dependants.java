package dev.hypercare.alerts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which alerts are of APIs that depend on an API, so that a change of it looks at those alone. */
final class Dependants {
    private final Map<String, Set<String>> byUpstream = new HashMap<>();

    void clear() {
        byUpstream.clear();
    }

    /** Notes an alert if it can be inhibited now, else forgets it. */
    void note(LiveAlert life) {
        boolean inhibitable = life.ordered && life.isUp();
        for (String api : life.upstreams) {
            if (inhibitable) {
                byUpstream.computeIfAbsent(api, unseen -> new TreeSet<>()).add(life.fingerprint);
            } else {
                byUpstream.computeIfPresent(api, (upstream, fingerprints) -> {
                    fingerprints.remove(life.fingerprint);
                    return fingerprints.isEmpty() ? null : fingerprints;
                });
            }
        }
    }

    /** The fingerprints of those that depend on an API, in order. */
    List<String> of(String api) {
        return List.copyOf(byUpstream.getOrDefault(api, Set.of()));
    }
}
