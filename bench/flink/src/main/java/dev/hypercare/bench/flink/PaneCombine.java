package dev.hypercare.bench.flink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Counts calls by series and pane before the shuffle, in heap. Hands on before every checkpoint's barrier, so that nothing is lost with it, and
 * only then the watermark that came last: what it promised has been handed on. Where checkpoints keep away it does so after some calls.
 */
final class PaneCombine extends AbstractStreamOperator<PanePart>
        implements OneInputStreamOperator<CallBytes, PanePart>, BoundedOneInput {
    static final long PANE = 10_000;

    private static final long serialVersionUID = 1;
    /** So many calls wait for a checkpoint, which comes every second: a bound for the heap, not for ordinary days. */
    private static final int MOST_CALLS = 4_000_000;

    private transient SeriesSlots slots = new SeriesSlots();
    private transient List<SeriesSlots.Slot> touched = new ArrayList<>();
    private transient PackedBytes packed = new PackedBytes();
    private transient PanePart part = new PanePart();
    private transient StreamRecord<PanePart> record = new StreamRecord<>(part);
    private transient Watermark held = Watermark.UNINITIALIZED;
    private transient int waiting;

    @Override
    public void open() throws Exception {
        super.open();
        slots = new SeriesSlots();
        touched = new ArrayList<>();
        packed = new PackedBytes();
        part = new PanePart();
        record = new StreamRecord<>(part);
        held = Watermark.UNINITIALIZED;
        waiting = 0;
    }

    @Override
    public void processElement(StreamRecord<CallBytes> element) {
        CallBytes call = element.getValue();
        SeriesSlots.Slot slot = slots.of(call.bytes, call.seriesFrom, call.seriesTo);
        if (slot.size() == 0) {
            touched.add(slot);
        }
        slot.at(call.completedAt - call.completedAt % PANE).add(call);
        waiting++;
    }

    @Override
    public void processWatermark(Watermark mark) {
        held = mark;
        if (waiting >= MOST_CALLS || mark.equals(Watermark.MAX_WATERMARK)) {
            handOn();
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
        for (SeriesSlots.Slot slot : touched) {
            part.series = slot.series();
            for (int i = 0; i < slot.size(); i++) {
                packed.clear();
                slot.pane(i).write(packed);
                part.start = slot.start(i);
                part.measures = packed.array();
                part.length = packed.size();
                output.collect(record.replace(part, part.start));
            }
            slot.clear();
        }
        touched.clear();
        waiting = 0;
        if (!held.equals(Watermark.UNINITIALIZED)) {
            output.emitWatermark(held);
            held = Watermark.UNINITIALIZED;
        }
    }
}
