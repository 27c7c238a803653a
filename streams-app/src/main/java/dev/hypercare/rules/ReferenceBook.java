package dev.hypercare.rules;

import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Baseline;
import dev.hypercare.schemas.events.CatalogEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What this instance has read of what people said. One thread fills it, all tasks ask. */
final class ReferenceBook implements Reference {
    private final Map<String, Long> goLives = new ConcurrentHashMap<>();
    /** By key in the topic, then by respect. */
    private final Map<String, Map<String, byte[]>> baselines = new ConcurrentHashMap<>();

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
            }

            @Override
            public void put(String api, CatalogEntry entry) {
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
