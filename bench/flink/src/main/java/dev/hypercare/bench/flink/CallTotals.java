package dev.hypercare.bench.flink;

import dev.hypercare.schemas.events.Call;
import org.apache.flink.api.common.functions.AggregateFunction;

/** Calls into the totals of their window. */
final class CallTotals implements AggregateFunction<Call, SketchTotals, SketchTotals> {
    private static final long serialVersionUID = 1;

    @Override
    public SketchTotals createAccumulator() {
        return new SketchTotals();
    }

    @Override
    public SketchTotals add(Call call, SketchTotals totals) {
        Long micros = call.getDurationMicros();
        totals.add(call.getStatus(), micros == null ? 0 : micros);
        return totals;
    }

    @Override
    public SketchTotals getResult(SketchTotals totals) {
        return totals;
    }

    @Override
    public SketchTotals merge(SketchTotals a, SketchTotals b) {
        a.merge(b);
        return a;
    }
}
