package dev.hypercare.bench.flink;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Parts travel as the bytes that they are. */
final class PanePartSerializer extends MutableSerializer<PanePart> {
    static final PanePartSerializer INSTANCE = new PanePartSerializer();
    private static final long serialVersionUID = 1;

    private Object readResolve() {
        return INSTANCE;
    }

    @Override
    public PanePart createInstance() {
        return new PanePart();
    }

    @Override
    public PanePart copy(PanePart from) {
        PanePart copy = new PanePart();
        copy.series = from.series;
        copy.start = from.start;
        copy.measures = Arrays.copyOf(from.measures, from.length);
        copy.length = from.length;
        return copy;
    }

    @Override
    public void serialize(PanePart part, DataOutputView to) throws IOException {
        StringSerializer.INSTANCE.serialize(part.series, to);
        to.writeLong(part.start);
        to.writeInt(part.length);
        to.write(part.measures, 0, part.length);
    }

    @Override
    public PanePart deserialize(DataInputView from) throws IOException {
        PanePart part = new PanePart();
        part.series = StringSerializer.INSTANCE.deserialize(from);
        part.start = from.readLong();
        part.length = from.readInt();
        part.measures = new byte[part.length];
        from.readFully(part.measures);
        return part;
    }

    @Override
    public TypeSerializerSnapshot<PanePart> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<PanePart> {
        /** For Flink. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
