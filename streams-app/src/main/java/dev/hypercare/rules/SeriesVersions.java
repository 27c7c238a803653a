package dev.hypercare.rules;

import dev.hypercare.contract.measure.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The series that differ in their version only. Not thread-safe. */
final class SeriesVersions {
    static final String LABEL = "version";

    private final Map<String, List<SeriesWatch>> byPlace = new HashMap<>();

    /** Takes a series up, if it has a version. */
    void add(SeriesWatch watch) {
        if (watch.labels().containsKey(LABEL)) {
            byPlace.computeIfAbsent(watch.series().place(), unseen -> new ArrayList<>())
                    .add(watch);
        }
    }

    void remove(SeriesWatch watch) {
        List<SeriesWatch> versions = byPlace.get(watch.series().place());
        if (versions != null && versions.remove(watch) && versions.isEmpty()) {
            byPlace.remove(watch.series().place());
        }
    }

    void clear() {
        byPlace.clear();
    }

    /** The version that was new before this one, of the same view; null where there is none. */
    @Nullable
    SeriesWatch before(SeriesWatch watch, Lesson since) {
        long own = since(watch, since);
        SeriesWatch found = null;
        for (SeriesWatch other : byPlace.getOrDefault(watch.series().place(), List.of())) {
            if (other.labels().keySet().equals(watch.labels().keySet()) && since(other, since) < own) {
                found = found == null || isNewer(other, found, since) ? other : found;
            }
        }
        return found;
    }

    private static boolean isNewer(SeriesWatch one, SeriesWatch other, Lesson since) {
        long first = since(one, since);
        long second = since(other, since);
        return first > second || first == second && compare(one.series(), other.series()) > 0;
    }

    private static int compare(Series one, Series other) {
        return one.text().compareTo(other.text());
    }

    private static long since(SeriesWatch watch, Lesson since) {
        return ((SinceLesson) watch.learned(since)).since();
    }
}
