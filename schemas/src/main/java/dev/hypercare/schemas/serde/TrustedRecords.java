package dev.hypercare.schemas.serde;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro makes objects only of classes that are trusted by name: those of the contract and those that a program asks for are, besides
 * what was trusted before. Never a class that only a writer's schema names.
 */
public final class TrustedRecords {
    /** The package of all classes of the contract, none of which is named here: they ask for this class when they are loaded. */
    static final String CONTRACT = "dev.hypercare.schemas.events";

    private static final Set<String> PACKAGES = ConcurrentHashMap.newKeySet();

    static {
        PACKAGES.add(CONTRACT);
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> PACKAGES.contains(type.getPackageName())));
    }

    private TrustedRecords() {}

    /** What a class of the contract is described by; from now on all of them are trusted. Generated classes ask for it when they are loaded. */
    public static SpecificData model() {
        return new SpecificData();
    }

    /** Has the generated classes of a package trusted, too. */
    static void trust(Class<?> type) {
        PACKAGES.add(type.getPackageName());
    }
}
