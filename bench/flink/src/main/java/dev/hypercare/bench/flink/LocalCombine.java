package dev.hypercare.bench.flink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Counts before the shuffle, in heap. Hands on before every checkpoint's barrier, so that nothing is lost with it, and before a
 * watermark, at most once in so many milliseconds; watermarks between are held back.
 */
final class LocalCombine extends AbstractStreamOperator<Tuple2<String, LinearTotals>>
        implements OneInputStreamOperator<SlimCall, Tuple2<String, LinearTotals>>, BoundedOneInput {
    private static final long serialVersionUID = 1;
    private static final long MINUTE = 60_000;
    /** Minutes whose tables are kept for the next use. */
    private static final int FEW_MINUTES = 4;

    private final long holdMillis;
    private transient Map<Long, Map<String, LinearTotals>> minutes = new HashMap<>();
    private transient long handedOn;

    LocalCombine(long holdMillis) {
        this.holdMillis = holdMillis;
    }

    @Override
    public void open() throws Exception {
        super.open();
        minutes = new HashMap<>();
    }

    @Override
    public void processElement(StreamRecord<SlimCall> element) {
        SlimCall call = element.getValue();
        minutes.computeIfAbsent(call.completedAt - Math.floorMod(call.completedAt, MINUTE), unseen -> new HashMap<>())
                .computeIfAbsent(call.key, unseen -> new LinearTotals())
                .add(call.status, call.durationMicros);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        long now = System.currentTimeMillis();
        if (now - handedOn >= holdMillis || mark.equals(Watermark.MAX_WATERMARK)) {
            handOn();
            handedOn = now;
            super.processWatermark(mark);
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpoint) {
        handOn();
    }

    @Override
    public void endInput() {
        handOn();
    }

    private void handOn() {
        List<Long> over = new ArrayList<>();
        minutes.forEach((minute, all) -> {
            boolean any = false;
            for (Map.Entry<String, LinearTotals> one : all.entrySet()) {
                LinearTotals totals = one.getValue();
                if (totals.calls > 0) {
                    any = true;
                    output.collect(new StreamRecord<>(Tuple2.of(one.getKey(), totals), minute));
                    totals.clear();
                }
            }
            if (!any) {
                over.add(minute);
            }
        });
        if (minutes.size() > FEW_MINUTES) {
            over.forEach(minutes::remove);
        }
    }
}
