package dev.hypercare.bench.warm;

import dev.hypercare.bench.compare.Machine;
import dev.hypercare.bench.files.ResultFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results for machines: {@code {"machine": {...}, "options": {...}, "ratios": {...}, "runs": [...]}}. */
public final class WarmReport {
    private WarmReport() {}

    /** What {@link ResultFile} writes; numbers with a fraction are rounded to thousandths. */
    public static Map<String, Object> json(
            Machine machine, Map<String, Object> options, Map<String, Double> ratios, List<Map<String, Object>> runs) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("options", options);
        all.put("ratios", ResultFile.rounded(ratios));
        all.put("runs", runs.stream().map(ResultFile::rounded).toList());
        return all;
    }
}
