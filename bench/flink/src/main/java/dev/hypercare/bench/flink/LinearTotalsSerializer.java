package dev.hypercare.bench.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Only the buckets that hold something travel: how far each is from the one before, and its count. */
final class LinearTotalsSerializer extends MutableSerializer<LinearTotals> {
    static final LinearTotalsSerializer INSTANCE = new LinearTotalsSerializer();
    private static final long serialVersionUID = 1;

    private Object readResolve() {
        return INSTANCE;
    }

    @Override
    public LinearTotals createInstance() {
        return new LinearTotals();
    }

    @Override
    public LinearTotals copy(LinearTotals from) {
        LinearTotals copy = new LinearTotals();
        copy.merge(from);
        return copy;
    }

    @Override
    public void serialize(LinearTotals totals, DataOutputView to) throws IOException {
        varint(totals.calls, to);
        varint(totals.failed, to);
        varint(totals.sumMicros, to);
        varint(totals.maxMicros, to);
        int filled = 0;
        for (int count : totals.buckets) {
            filled += count == 0 ? 0 : 1;
        }
        varint(filled, to);
        int before = 0;
        for (int i = 0; i < totals.buckets.length; i++) {
            if (totals.buckets[i] != 0) {
                varint(totals.first + i - before, to);
                varint(totals.buckets[i], to);
                before = totals.first + i;
            }
        }
    }

    @Override
    public LinearTotals deserialize(DataInputView from) throws IOException {
        LinearTotals totals = new LinearTotals();
        totals.calls = varint(from);
        totals.failed = varint(from);
        totals.sumMicros = varint(from);
        totals.maxMicros = varint(from);
        int bucket = 0;
        for (long left = varint(from); left > 0; left--) {
            bucket += (int) varint(from);
            totals.cover(bucket, bucket);
            totals.buckets[bucket - totals.first] += (int) varint(from);
        }
        return totals;
    }

    @Override
    public TypeSerializerSnapshot<LinearTotals> snapshotConfiguration() {
        return new Snapshot();
    }

    private static void varint(long value, DataOutputView to) throws IOException {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            to.writeByte((int) (rest | 0x80));
            rest >>>= 7;
        }
        to.writeByte((int) rest);
    }

    private static long varint(DataInputView from) throws IOException {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            long b = from.readByte();
            value |= (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<LinearTotals> {
        /** For Flink. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
