package dev.hypercare.bench.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes what is open into checkpoints: the bytes as they are. */
final class OpenPanesSerializer extends MutableSerializer<OpenPanes> {
    static final OpenPanesSerializer INSTANCE = new OpenPanesSerializer();
    private static final long serialVersionUID = 1;

    private Object readResolve() {
        return INSTANCE;
    }

    @Override
    public OpenPanes createInstance() {
        return new OpenPanes();
    }

    @Override
    public OpenPanes copy(OpenPanes from) {
        return from.copy();
    }

    @Override
    public void serialize(OpenPanes panes, DataOutputView to) throws IOException {
        to.writeInt(panes.size);
        for (int i = 0; i < panes.size; i++) {
            to.writeLong(panes.starts[i]);
            write(panes.parts[i], 0, to);
        }
        to.writeInt(panes.closedSize);
        for (int i = 0; i < panes.closedSize; i++) {
            write(panes.closed[i], panes.closedAt[i], to);
        }
    }

    private static void write(byte[] bytes, int from, DataOutputView to) throws IOException {
        to.writeInt(bytes.length - from);
        to.write(bytes, from, bytes.length - from);
    }

    @Override
    public OpenPanes deserialize(DataInputView from) throws IOException {
        OpenPanes panes = new OpenPanes();
        for (int left = from.readInt(); left > 0; left--) {
            panes.add(from.readLong(), read(from));
        }
        int closed = from.readInt();
        panes.closed = new byte[Math.max(6, closed)][];
        panes.closedAt = new int[panes.closed.length];
        for (int i = 0; i < closed; i++) {
            panes.closed[i] = read(from);
        }
        panes.closedSize = closed;
        return panes;
    }

    private static byte[] read(DataInputView from) throws IOException {
        byte[] bytes = new byte[from.readInt()];
        from.readFully(bytes);
        return bytes;
    }

    @Override
    public TypeSerializerSnapshot<OpenPanes> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<OpenPanes> {
        /** For Flink. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
