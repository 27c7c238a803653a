package dev.hypercare.bench.flink;

import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** A closed window of the tuned job as the line that the harness reads. */
final class LinearLine extends ProcessWindowFunction<LinearTotals, String, String, TimeWindow> {
    private static final long serialVersionUID = 1;

    @Override
    public void process(String key, Context context, Iterable<LinearTotals> windows, Collector<String> out) {
        LinearTotals totals = windows.iterator().next();
        out.collect(key + "\t" + context.window().getStart() + "\t" + totals.calls + "\t" + totals.failed + "\t"
                + totals.sumMicros + "\t" + totals.maxMicros + "\t" + totals.p99());
    }
}
