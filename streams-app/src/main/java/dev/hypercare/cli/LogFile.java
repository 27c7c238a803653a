package dev.hypercare.cli;

import java.nio.file.Path;

/** Where the log goes. It has to be said before anything logs, which is why commands have no logger of their own. */
final class LogFile {
    private static final String PROPERTY = "hypercare.log";

    private LogFile() {}

    /** Sends the log to {@code <directory>/logs/hypercare.log}, unless the property was given; returns the file. */
    static Path in(Path directory) {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(
                    PROPERTY,
                    directory.resolve("logs/hypercare.log").toAbsolutePath().toString());
        }
        return Path.of(System.getProperty(PROPERTY));
    }
}
