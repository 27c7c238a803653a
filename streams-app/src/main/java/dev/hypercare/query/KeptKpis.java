package dev.hypercare.query;

import java.time.Duration;
import java.util.List;

/**
 * Which KPIs are kept.
 *
 * @param views the labels of each
 * @param ordinaryLag how long after the fact they are known at the latest, while nothing is behind
 */
public record KeptKpis(List<List<String>> views, Duration ordinaryLag) {
    public KeptKpis {
        views = views.stream().map(List::copyOf).toList();
    }
}
