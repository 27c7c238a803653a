package dev.hypercare.contract.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that people name. */
public final class TextFile {
    private TextFile() {}

    /**
     * The whole text of one, which is UTF-8. Error: {@link InvalidInput} where it is not there or cannot be read.
     *
     * @param ifMissing what to do next where it is not there
     */
    public static String read(Path file, String ifMissing) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw missing(file.toString(), ifMissing);
        } catch (IOException e) {
            throw new InvalidInput(
                    "cannot read " + file + ": " + e.getMessage(), "Check that it is a text file you may read.");
        }
    }

    /** The problem that a file is not there; {@code advice} says what to do next. */
    public static InvalidInput missing(String file, String advice) {
        return new InvalidInput("no such file: " + file, advice);
    }
}
