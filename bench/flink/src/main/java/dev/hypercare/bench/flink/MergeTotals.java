package dev.hypercare.bench.flink;

import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.java.tuple.Tuple2;

/** Adds what the tasks counted into the totals of the window. */
final class MergeTotals implements AggregateFunction<Tuple2<String, LinearTotals>, LinearTotals, LinearTotals> {
    private static final long serialVersionUID = 1;

    @Override
    public LinearTotals createAccumulator() {
        return new LinearTotals();
    }

    @Override
    public LinearTotals add(Tuple2<String, LinearTotals> local, LinearTotals totals) {
        totals.merge(local.f1);
        return totals;
    }

    @Override
    public LinearTotals getResult(LinearTotals totals) {
        return totals;
    }

    @Override
    public LinearTotals merge(LinearTotals a, LinearTotals b) {
        a.merge(b);
        return a;
    }
}
