package dev.hypercare.schemas.serde;

import dev.hypercare.schemas.events.Call;
import org.apache.avro.util.ClassSecurityValidator;

/** Avro makes objects only of classes that are trusted by name: those of the contract are, besides what was trusted before. */
final class TrustedRecords {
    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(Call.class.getPackageName())));
    }

    private TrustedRecords() {}

    /** Has the classes of the contract trusted from now on. */
    static void trust() {}
}
