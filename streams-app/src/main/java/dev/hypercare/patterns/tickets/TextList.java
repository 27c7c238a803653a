package dev.hypercare.patterns.tickets;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The binary form of several texts. */
final class TextList {
    private TextList() {}

    static void write(BinaryWriter writer, List<String> texts) {
        writer.number(texts.size());
        texts.forEach(writer::text);
    }

    static List<String> read(ByteBuffer from) {
        List<String> texts = new ArrayList<>();
        for (long n = BinaryWriter.readNumber(from); n > 0; n--) {
            texts.add(BinaryWriter.readText(from));
        }
        return texts;
    }
}
