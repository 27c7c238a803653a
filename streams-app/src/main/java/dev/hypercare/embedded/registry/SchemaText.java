package dev.hypercare.embedded.registry;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** Schemas as text. Two texts are the same schema when they differ only in layout and in how they spell names. */
final class SchemaText {
    private SchemaText() {}

    /** Error: {@link Refusal} 42201 with what is wrong. */
    static Schema parse(String text) {
        if (text.isBlank()) {
            throw Refusal.invalidSchema("empty");
        }
        try {
            return new Schema.Parser().setValidateDefaults(true).parse(text);
        } catch (AvroRuntimeException e) {
            throw Refusal.invalidSchema(String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            throw Refusal.invalidSchema("nested too deeply");
        }
    }

    /** Reads what was accepted once, whatever the rules are today. */
    static Schema parseStored(String text) {
        return new Schema.Parser(NameValidator.NO_VALIDATION)
                .setValidateDefaults(false)
                .parse(text);
    }

    /** The text under which a schema is stored and found. */
    static String canonical(Schema schema) {
        return schema.toString();
    }
}
