package dev.hypercare;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hypercare.architecture.Sources;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Labelled data that others published, which lie beside this checkout and are never copied into it: in {@code ../shared/data}, or where
 * the system property {@code hypercare.data} says ({@code ./mvnw -Dhypercare.data=DIR ...}).
 */
public final class OutsideData {
    private OutsideData() {}

    /** A folder of them; the test is skipped where it is absent. */
    public static Path folder(String name) {
        String where = System.getProperty("hypercare.data", "../shared/data");
        Path folder = Sources.ROOT.resolve(where).resolve(name).normalize();
        assumeTrue(
                Files.isDirectory(folder),
                "no folder " + folder + ": what is measured on these data is not checked; see -Dhypercare.data");
        return folder;
    }
}
