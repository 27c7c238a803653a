package dev.hypercare.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that the build gave. */
public final class BuildVersion {
    /** Such as 1.4.0; {@code unknown} where the build did not say. */
    public static final String TEXT = read();

    private BuildVersion() {}

    private static String read() {
        Properties build = new Properties();
        try (InputStream in = BuildVersion.class.getResourceAsStream("build.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("version", "unknown");
    }
}
