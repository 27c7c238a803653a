package dev.hypercare.bench.growth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ratios of CPU per call: more series to the fewest, more views to the fewest. */
final class GrowthRatios {
    private GrowthRatios() {}

    /** Such as {@code growth.20kTo200} and {@code views.12To1}; only points with the same number of views, or series, are divided. */
    static Map<String, Double> of(List<GrowthResult> results) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        if (results.isEmpty()) {
            return ratios;
        }
        for (GrowthResult result : results) {
            for (GrowthResult base : results) {
                double ratio = result.steady().cpuMicros() / base.steady().cpuMicros();
                if (isFirstOfViews(results, base, result)) {
                    ratios.putIfAbsent(
                            "growth." + GrowthCase.number(result.point().series()) + "To"
                                    + GrowthCase.number(base.point().series()),
                            ratio);
                }
                if (isFirstOfSeries(results, base, result)) {
                    ratios.putIfAbsent(
                            "views." + result.point().views() + "To"
                                    + base.point().views(),
                            ratio);
                }
            }
        }
        return ratios;
    }

    private static boolean isFirstOfViews(List<GrowthResult> all, GrowthResult base, GrowthResult result) {
        int views = result.point().views();
        int fewest = all.stream()
                .filter(one -> one.point().views() == views)
                .mapToInt(one -> one.point().series())
                .min()
                .orElseThrow();
        return base.point().views() == views
                && base.point().series() == fewest
                && result.point().series() > fewest;
    }

    private static boolean isFirstOfSeries(List<GrowthResult> all, GrowthResult base, GrowthResult result) {
        int series = result.point().series();
        int fewest = all.stream()
                .filter(one -> one.point().series() == series)
                .mapToInt(one -> one.point().views())
                .min()
                .orElseThrow();
        return base.point().series() == series
                && base.point().views() == fewest
                && result.point().views() > fewest;
    }
}
