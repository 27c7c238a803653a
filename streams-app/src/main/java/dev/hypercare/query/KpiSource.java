package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import java.time.Duration;
import java.util.List;

/** Measures series over a range, wherever their windows are. Every method throws {@link NotReadyException} while nothing can be read. */
public interface KpiSource {

    /** The views that KPIs are kept for: the labels of each, in order. */
    List<List<String>> views();

    /** How long windows of a resolution are kept. */
    default Duration kept(Resolution resolution) {
        return resolution.kept();
    }

    /** What is known of the question: of all of it, or of the part that can be read, and then {@link FreshnessLog} is told. */
    KpiPart measure(KpiQuestion question);
}
