package dev.hypercare.normalise.format;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one message in Protobuf, by their numbers; what is inside of them is read when it is asked for. */
final class ProtobufFields {
    /** A field that is a message, a text or bytes: where it stands. */
    record Part(byte[] bytes, int from, int to) {}

    private final Map<Integer, List<Part>> parts = new HashMap<>();
    private final Map<Integer, Long> numbers = new HashMap<>();
    /** The same, for those that take eight bytes. */
    private final Map<Integer, Long> eights = new HashMap<>();

    private ProtobufFields() {}

    /** Reads a message. Error: {@link IOException} where it is none. */
    static ProtobufFields of(Part part) throws IOException {
        ProtobufFields fields = new ProtobufFields();
        CodedInputStream in = CodedInputStream.newInstance(part.bytes, part.from, part.to - part.from);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int number = WireFormat.getTagFieldNumber(tag);
            switch (WireFormat.getTagWireType(tag)) {
                case WireFormat.WIRETYPE_LENGTH_DELIMITED -> {
                    int length = in.readRawVarint32();
                    int from = part.from + in.getTotalBytesRead();
                    in.skipRawBytes(length);
                    fields.parts
                            .computeIfAbsent(number, unseen -> new ArrayList<>())
                            .add(new Part(part.bytes, from, from + length));
                }
                case WireFormat.WIRETYPE_VARINT -> fields.numbers.put(number, in.readRawVarint64());
                case WireFormat.WIRETYPE_FIXED64 -> fields.eights.put(number, in.readRawLittleEndian64());
                default -> in.skipField(tag);
            }
        }
        return fields;
    }

    /** All of a field that may come often. */
    List<Part> parts(int number) {
        return parts.getOrDefault(number, List.of());
    }

    /** The last of a field; null where there is none. */
    @Nullable
    Part part(int number) {
        List<Part> all = parts(number);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** A number, an enum or a truth value; null where there is none. */
    @Nullable
    Long number(int number) {
        return numbers.get(number);
    }

    /** A number of eight bytes, such as a time, or the bits of a fraction; null where there is none. */
    @Nullable
    Long eight(int number) {
        return eights.get(number);
    }
}
