package dev.hypercare.contract.measure;

import dev.hypercare.contract.Resolution;
import java.util.Map;

/**
 * One second of event time that will not change any more for the rules: what the merge of one task hands to them. Slices come in
 * order and without gaps, empty ones included, so that time moves without traffic.
 *
 * @param startMillis first instant of the slice, milliseconds since the epoch
 * @param kpis the KPIs of every series of the task that had calls in the slice
 */
public record ClosedSlice(long startMillis, Map<Series, Kpis> kpis) {

    /** First instant after the slice, milliseconds since the epoch: the event time at which rules decide. */
    public long endMillis() {
        return startMillis + Resolution.SLICE_MILLIS;
    }
}
