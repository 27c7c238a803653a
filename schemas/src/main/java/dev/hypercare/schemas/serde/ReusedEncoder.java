package dev.hypercare.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;

/** The buffers with which one thread encodes one value after the other. Not thread-safe. */
final class ReusedEncoder {
    private static final int MAX_KEPT = 1 << 20;

    private ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    private BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);

    byte[] encode(int id, DatumWriter<IndexedRecord> writer, IndexedRecord value) throws IOException {
        out.reset();
        out.write(0);
        out.write(id >>> 24);
        out.write(id >>> 16);
        out.write(id >>> 8);
        out.write(id);
        writer.write(value, encoder);
        encoder.flush();
        byte[] bytes = out.toByteArray();
        if (bytes.length > MAX_KEPT) {
            out = new ByteArrayOutputStream(1024);
            encoder = EncoderFactory.get().binaryEncoder(out, null);
        }
        return bytes;
    }
}
