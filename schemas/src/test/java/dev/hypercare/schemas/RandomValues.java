package dev.hypercare.schemas;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Values of any schema, for properties: with extremes as often as the ordinary. */
public final class RandomValues {
    private static final long[] LONGS = {0, 1, -1, 63, 64, -64, -65, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final String[] TEXTS = {"", "-", "/v1/orders/{id}", "a,b=c%25", "Zürich 😀 \u0000\n", "x".repeat(300)
    };

    private final Random random;

    public RandomValues(long seed) {
        random = new Random(seed);
    }

    public Object of(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                GenericData.Record value = new GenericData.Record(schema);
                schema.getFields().forEach(field -> value.put(field.pos(), of(field.schema())));
                yield value;
            }
            case UNION ->
                of(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
            case ARRAY -> list(schema);
            case MAP -> map(schema);
            case ENUM ->
                new GenericData.EnumSymbol(
                        schema,
                        schema.getEnumSymbols()
                                .get(random.nextInt(schema.getEnumSymbols().size())));
            case STRING -> text();
            case BYTES -> ByteBuffer.wrap(bytes());
            case LONG -> number();
            case INT -> (int) number();
            case DOUBLE -> random.nextInt(5) == 0 ? Double.NEGATIVE_INFINITY : random.nextGaussian() * 1e9;
            case FLOAT -> random.nextFloat();
            case BOOLEAN -> random.nextBoolean();
            case NULL -> null;
            case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
        };
    }

    private List<Object> list(Schema schema) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(of(schema.getElementType()));
        }
        return list;
    }

    private Map<String, Object> map(Schema schema) {
        Map<String, Object> map = new HashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            map.put(text() + i, of(schema.getValueType()));
        }
        return map;
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    private long number() {
        return random.nextBoolean() ? LONGS[random.nextInt(LONGS.length)] : random.nextLong();
    }
}
