package dev.hypercare.bench.compare;

import dev.hypercare.bench.files.ResultFile;
import java.util.LinkedHashMap;
import java.util.Map;

/** A comparison for machines: {@code {"machine": {...}, "ratios": {...}, "runs": [...]}}. */
final class ComparisonJson {
    private ComparisonJson() {}

    static Map<String, Object> of(RaceResults comparison, Machine machine) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("ratios", ResultFile.rounded(comparison.ratios()));
        all.put("runs", comparison.runs().stream().map(ComparisonJson::run).toList());
        return all;
    }

    private static Map<String, Object> run(RunResult result) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("variant", result.variant());
        run.put("series", result.series());
        run.put("round", result.round());
        SteadyPart steady = result.steady();
        if (steady != null) {
            run.put("cpuMicrosPerCall", steady.cpuMicros());
            run.put("callsPerSecond", Math.round(steady.callsPerSecond()));
            run.put("brokerMicrosPerCall", steady.brokerMicros());
            run.put("otherCores", steady.otherCores());
        }
        run.put("peakMegabytes", result.peakMegabytes());
        run.put("pauseMillis", result.pauseMillis());
        run.put("right", result.verdict().right());
        run.put("output", result.verdict().text());
        return ResultFile.rounded(run);
    }
}
