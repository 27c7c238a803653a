package dev.hypercare.query.cluster;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an instance answers to another.
 *
 * @param parts the partitions that it could read, in the form of the shelf
 * @param refused why it could not read the others
 */
record Reply(Map<Integer, byte[]> parts, Map<Integer, String> refused) {
    byte[] toBytes() {
        BinaryWriter to = new BinaryWriter();
        to.number(parts.size());
        parts.forEach((partition, bytes) -> {
            to.number(partition);
            to.block(bytes);
        });
        to.number(refused.size());
        refused.forEach((partition, why) -> {
            to.number(partition);
            to.text(why);
        });
        return to.toBytes();
    }

    /** Error: a {@link RuntimeException} where the bytes are no reply. */
    static Reply of(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        SortedMap<Integer, byte[]> parts = new TreeMap<>();
        for (int left = BinaryWriter.readLength(from); left > 0; left--) {
            int partition = Math.toIntExact(BinaryWriter.readNumber(from));
            parts.put(partition, BinaryWriter.readBlock(from));
        }
        SortedMap<Integer, String> refused = new TreeMap<>();
        for (int left = BinaryWriter.readLength(from); left > 0; left--) {
            int partition = Math.toIntExact(BinaryWriter.readNumber(from));
            refused.put(partition, BinaryWriter.readText(from));
        }
        return new Reply(parts, refused);
    }
}
