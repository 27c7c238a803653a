package dev.hypercare.query.cluster;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What one instance asks of another.
 *
 * @param store whose partitions
 * @param partitions which ones
 * @param copy whether copies of them will do
 * @param question in the form of the shelf
 */
record Request(String store, List<Integer> partitions, boolean copy, byte[] question) {
    byte[] toBytes() {
        BinaryWriter to = new BinaryWriter();
        to.text(store);
        to.number(partitions.size());
        partitions.forEach(to::number);
        to.number(copy ? 1 : 0);
        to.block(question);
        return to.toBytes();
    }

    /** Error: a {@link RuntimeException} where the bytes are no request. */
    static Request of(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        String store = BinaryWriter.readText(from);
        List<Integer> partitions = new ArrayList<>();
        for (int left = BinaryWriter.readLength(from); left > 0; left--) {
            partitions.add(Math.toIntExact(BinaryWriter.readNumber(from)));
        }
        return new Request(store, partitions, BinaryWriter.readNumber(from) == 1, BinaryWriter.readBlock(from));
    }
}
