package dev.hypercare.rules;

import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Baseline;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What this instance has read of what people said. One thread fills it, all tasks ask. */
final class ReferenceBook implements Reference {
    private final Map<String, Long> goLives = new ConcurrentHashMap<>();
    /** By key in the topic, then by respect. */
    private final Map<String, Map<String, byte[]>> baselines = new ConcurrentHashMap<>();
    /** The APIs that one depends on. */
    private final Map<String, List<String>> upstreams = new ConcurrentHashMap<>();

    private final ChangeBook changes;
    private final Duration changeWithin;

    /** One of which nobody asks how far event time has come. */
    ReferenceBook() {
        this(new ChangeBook(() -> 0), RulesConfig.CHANGE_WITHIN);
    }

    /** @param changeWithin how long after a change whatever begins is told with it */
    ReferenceBook(ChangeBook changes, Duration changeWithin) {
        this.changes = changes;
        this.changeWithin = changeWithin;
    }

    /** What was deployed or changed otherwise. */
    ChangeBook changes() {
        return changes;
    }

    @Override
    public Duration changeWithin() {
        return changeWithin;
    }

    @Override
    public List<Change> changes(String api, long after, long at) {
        Set<String> concerned = new LinkedHashSet<>();
        Deque<String> left = new ArrayDeque<>(List.of(api));
        for (String next = left.poll(); next != null; next = left.poll()) {
            if (concerned.add(next)) { // APIs may depend on each other in a circle
                left.addAll(upstreams.getOrDefault(next, List.of()));
            }
        }
        return changes.between(concerned, after, at);
    }

    @Override
    public @Nullable Long goLive(String api) {
        return goLives.get(api);
    }

    @Override
    public byte @Nullable [] baseline(String name, Series series, String of) {
        return baselines
                .getOrDefault(BaselineMaker.key(name, series.text()), Map.of())
                .get(of);
    }

    /** Takes the catalog. */
    ReferenceProcessor.Sink<CatalogEntry> catalog() {
        return new ReferenceProcessor.Sink<>() {
            @Override
            public void clear() {
                goLives.clear();
                upstreams.clear();
            }

            @Override
            public void put(String api, CatalogEntry entry) {
                upstreams.put(api, List.copyOf(entry.getUpstreams()));
                Instant goLive = entry.getGoLiveAt();
                if (goLive == null) {
                    goLives.remove(api);
                } else {
                    goLives.put(api, goLive.toEpochMilli());
                }
            }

            @Override
            public void remove(String api) {
                goLives.remove(api);
                upstreams.remove(api);
            }
        };
    }

    /** Takes the baselines. */
    ReferenceProcessor.Sink<Baseline> baselines() {
        return new ReferenceProcessor.Sink<>() {
            @Override
            public void clear() {
                baselines.clear();
            }

            @Override
            public void put(String key, Baseline baseline) {
                Map<String, byte[]> norms = new HashMap<>();
                baseline.getNorms().forEach((of, bytes) -> {
                    byte[] copy = new byte[bytes.remaining()];
                    bytes.duplicate().get(copy);
                    norms.put(of, copy);
                });
                baselines.put(key, norms);
            }

            @Override
            public void remove(String key) {
                baselines.remove(key);
            }
        };
    }
}
