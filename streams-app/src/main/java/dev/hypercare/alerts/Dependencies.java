package dev.hypercare.alerts;

import dev.hypercare.schemas.events.CatalogEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What APIs depend on, by the catalog. */
final class Dependencies {
    /** Farther upstream than this nothing explains anything. */
    private static final int HOPS = 5;

    private final Function<String, @Nullable CatalogEntry> catalog;

    /** @param catalog an entry by API; null where there is none */
    Dependencies(Function<String, @Nullable CatalogEntry> catalog) {
        this.catalog = catalog;
    }

    /** What the catalog knows of an API; null where it does not, or there is no API. */
    @Nullable
    CatalogEntry entry(@Nullable String api) {
        return api == null ? null : catalog.apply(api);
    }

    /** The APIs that one depends on, also by way of others, the nearest first; never itself. */
    Set<String> upstreams(@Nullable String api) {
        Set<String> found = new LinkedHashSet<>();
        List<String> nearest = api == null ? List.of() : List.of(api);
        for (int hop = 0; hop < HOPS && !nearest.isEmpty(); hop++) {
            List<String> next = new ArrayList<>();
            for (String one : nearest) {
                CatalogEntry entry = catalog.apply(one);
                for (String upstream : entry == null ? List.<String>of() : entry.getUpstreams()) {
                    if (!upstream.equals(api) && found.add(upstream)) {
                        next.add(upstream);
                    }
                }
            }
            nearest = next;
        }
        return found;
    }
}
