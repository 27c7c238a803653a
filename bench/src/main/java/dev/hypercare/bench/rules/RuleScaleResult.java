package dev.hypercare.bench.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of one case.
 *
 * @param of what was measured
 * @param pairs pairs of a rule and a series that it looks at
 * @param loadMillis to read and compile the rules
 * @param firstMillis of the first second, in which every series is new
 * @param cpuMillis CPU of the whole process for a second, mean
 * @param p50Millis time of a second, median
 * @param maxMillis time of a second, longest
 * @param rulesBytes heap of the rules
 * @param seriesBytes heap of the series, their windows and what the rules think of them
 * @param storedBytes put into the stores for a second, mean
 * @param verdicts written in the seconds that were measured
 */
record RuleScaleResult(
        RuleScaleCase of,
        long pairs,
        double loadMillis,
        double firstMillis,
        double cpuMillis,
        double p50Millis,
        double maxMillis,
        long rulesBytes,
        long seriesBytes,
        long storedBytes,
        long verdicts) {
    static final List<String> HEADER = List.of(
            "case",
            "rules",
            "series",
            "pairs",
            "load ms",
            "first second ms",
            "CPU ms/s",
            "second ms p50",
            "max",
            "us/series",
            "ns/pair",
            "rules MB",
            "series MB",
            "kB/series",
            "stored kB/s",
            "verdicts");

    double microsPerSeries() {
        return cpuMillis * 1e3 / of.series();
    }

    double nanosPerPair() {
        return cpuMillis * 1e6 / Math.max(1, pairs);
    }

    List<String> row() {
        return List.of(
                of.name(),
                Integer.toString(of.rules()),
                Integer.toString(of.series()),
                Long.toString(pairs),
                format("%.0f", loadMillis),
                format("%.0f", firstMillis),
                format("%.1f", cpuMillis),
                format("%.1f", p50Millis),
                format("%.1f", maxMillis),
                format("%.1f", microsPerSeries()),
                format("%.0f", nanosPerPair()),
                format("%.1f", rulesBytes / 1e6),
                format("%.1f", seriesBytes / 1e6),
                format("%.1f", seriesBytes / 1e3 / of.series()),
                format("%.0f", storedBytes / 1e3),
                Long.toString(verdicts));
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("case", of.name());
        json.put("rules", of.rules());
        json.put("series", of.series());
        json.put("match", of.match().name().toLowerCase(Locale.ROOT));
        json.put("pairs", pairs);
        json.put("loadMillis", loadMillis);
        json.put("firstSecondMillis", firstMillis);
        json.put("cpuMillisPerSecond", cpuMillis);
        json.put("secondMillisP50", p50Millis);
        json.put("secondMillisMax", maxMillis);
        json.put("cpuMicrosPerSeries", microsPerSeries());
        json.put("cpuNanosPerPair", nanosPerPair());
        json.put("rulesBytes", rulesBytes);
        json.put("seriesBytes", seriesBytes);
        json.put("bytesPerSeries", seriesBytes / of.series());
        json.put("storedBytesPerSecond", storedBytes);
        json.put("verdicts", verdicts);
        return json;
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
