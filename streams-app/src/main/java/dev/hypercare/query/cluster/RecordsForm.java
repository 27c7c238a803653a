package dev.hypercare.query.cluster;

import dev.hypercare.contract.RecordForm;
import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * All records of a store between instances, in the form that their topic has.
 *
 * @param record form of one
 * @param <V> a record
 */
public record RecordsForm<V>(RecordForm<V> record) implements PartForm<RecordsForm.All, List<V>> {
    /** The one question there is: all of them. */
    public enum All {
        OF_THEM
    }

    @Override
    public byte[] question(All question) {
        return new byte[0];
    }

    @Override
    public All question(byte[] bytes) {
        return All.OF_THEM;
    }

    @Override
    public byte[] answer(List<V> records) {
        BinaryWriter to = new BinaryWriter();
        to.number(records.size());
        records.forEach(each -> to.block(record.bytes(each)));
        return to.toBytes();
    }

    @Override
    public List<V> answer(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        List<V> records = new ArrayList<>();
        for (int left = BinaryWriter.readLength(from); left > 0; left--) {
            records.add(record.value(BinaryWriter.readBlock(from)));
        }
        return records;
    }
}
