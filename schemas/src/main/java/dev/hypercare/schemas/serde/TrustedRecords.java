package dev.hypercare.schemas.serde;

import dev.hypercare.schemas.events.Call;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro makes objects only of classes that are trusted by name: those of the contract and those that a program asks for are, besides
 * what was trusted before. Never a class that only a writer's schema names.
 */
public final class TrustedRecords {
    private static final Set<String> PACKAGES = ConcurrentHashMap.newKeySet();

    static {
        PACKAGES.add(Call.class.getPackageName());
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> PACKAGES.contains(type.getPackageName())));
    }

    private TrustedRecords() {}

    /** Has the classes of the contract trusted from now on, for programs that use Avro's own readers. */
    public static void trust() {}

    /** Has the generated classes of a package trusted, too. */
    static void trust(Class<?> type) {
        PACKAGES.add(type.getPackageName());
    }
}
