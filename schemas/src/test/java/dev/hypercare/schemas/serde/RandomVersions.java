package dev.hypercare.schemas.serde;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;

/** Random pairs of a writer's and a reader's schema, which mostly resolve. */
final class RandomVersions {
    private static final Type[] ASKED = {Type.INT, Type.LONG, Type.BOOLEAN, Type.STRING, Type.BYTES};

    private final Random random;
    private int names;

    RandomVersions(Random random) {
        this.random = random;
    }

    /** A record of up to 12 fields of any type. */
    Schema writer() {
        List<Schema.Field> fields = new ArrayList<>();
        for (int i = random.nextInt(13); i > 0; i--) {
            fields.add(field(random.nextBoolean() ? askable() : any(0)));
        }
        return Schema.createRecord("R", null, "t", false, fields);
    }

    /** Some of the writer's fields, in another order, some by an alias or promoted, and some fields of its own with defaults. */
    Schema reader(Schema writer) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : writer.getFields()) {
            if (isAskable(field.schema()) && random.nextInt(3) > 0) {
                boolean renamed = random.nextInt(5) == 0;
                Schema.Field copy = new Schema.Field(
                        renamed ? "renamed_" + field.name() : field.name(), readable(field.schema()), null, null);
                if (renamed) {
                    copy.addAlias(field.name());
                }
                fields.add(copy);
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            Schema type = askable();
            fields.add(new Schema.Field(name(), type, null, defaultOf(type)));
        }
        Collections.shuffle(fields, random);
        return Schema.createRecord("R", null, "t", false, fields);
    }

    /** The record with fields of any type added anywhere, and some of those that may be missing taken away. */
    Schema otherVersion(Schema record) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : record.getFields()) {
            while (random.nextInt(6) == 0) {
                fields.add(field(any(0)));
            }
            if (!field.hasDefaultValue() || random.nextInt(4) > 0) {
                fields.add(new Schema.Field(field, field.schema()));
            }
        }
        return Schema.createRecord(record.getName(), null, record.getNamespace(), false, fields);
    }

    private Schema.Field field(Schema schema) {
        return new Schema.Field(name(), schema, null, null);
    }

    private String name() {
        return "f" + names++;
    }

    private Schema askable() {
        return nullable(Schema.create(ASKED[random.nextInt(ASKED.length)]));
    }

    private Schema nullable(Schema schema) {
        Schema none = Schema.create(Type.NULL);
        return switch (random.nextInt(4)) {
            case 0 -> Schema.createUnion(none, schema);
            case 1 -> Schema.createUnion(schema, none);
            default -> schema;
        };
    }

    private static boolean isAskable(Schema schema) {
        return switch (schema.getType()) {
            case INT, LONG, BOOLEAN, STRING, BYTES, NULL -> true;
            case UNION -> schema.getTypes().stream().anyMatch(RandomVersions::isAskable);
            default -> false;
        };
    }

    /** A type of the reader for a type of the writer: nullable or not, sometimes one that the writer's values cannot become. */
    private Schema readable(Schema written) {
        if (written.getType() == Type.UNION) {
            return readable(
                    written.getTypes().get(random.nextInt(written.getTypes().size())));
        }
        Type type = switch (written.getType()) {
            case INT -> random.nextBoolean() ? Type.INT : Type.LONG;
            case STRING, BYTES -> random.nextBoolean() ? Type.STRING : Type.BYTES;
            case LONG, BOOLEAN -> written.getType();
            default -> ASKED[random.nextInt(ASKED.length)];
        };
        return nullable(Schema.create(type));
    }

    private Object defaultOf(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> defaultOf(schema.getTypes().get(0));
            case NULL -> JsonProperties.NULL_VALUE;
            case INT -> random.nextInt();
            case LONG -> random.nextLong();
            case BOOLEAN -> random.nextBoolean();
            case BYTES -> new byte[] {1, -1, 65};
            default -> random.nextBoolean() ? "" : "Zürich";
        };
    }

    private Schema any(int depth) {
        return switch (random.nextInt(depth > 2 ? 11 : 15)) {
            case 0 -> depth == 0 ? Schema.create(Type.NULL) : Schema.create(Type.INT);
            case 1 -> Schema.create(Type.FLOAT);
            case 2 -> Schema.create(Type.DOUBLE);
            case 3 -> Schema.createFixed(name(), null, "t", 1 + random.nextInt(20));
            case 4 -> Schema.createEnum(name(), null, "t", List.of("A", "B", "C"));
            case 5 -> Schema.createUnion(Schema.create(Type.STRING), Schema.create(Type.NULL), Schema.create(Type.INT));
            case 6 -> nullable(Schema.create(Type.DOUBLE));
            case 7, 8, 9, 10 -> askable();
            case 11 -> Schema.createArray(any(depth + 1));
            case 12 -> Schema.createMap(any(depth + 1));
            default -> {
                List<Schema.Field> fields = new ArrayList<>();
                for (int i = 1 + random.nextInt(4); i > 0; i--) {
                    fields.add(field(any(depth + 1)));
                }
                yield nullable(Schema.createRecord(name(), null, "t", false, fields));
            }
        };
    }
}
