package dev.hypercare.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this checkout. */
public final class Sources {
    /** The folder of the repository; tests run in the folder of their module. */
    public static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private Sources() {}

    /** The Java files below a folder of the repository. */
    public static List<Path> java(String folder) {
        return files(folder, ".java");
    }

    /** The files below a folder of the repository whose name ends so; none where the folder is missing. */
    public static List<Path> files(String folder, String ending) {
        Path start = ROOT.resolve(folder);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(start)) {
            return found.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file. */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines that are neither blank nor comment. */
    public static long codeLines(Path file) {
        return text(file)
                .lines()
                .map(String::strip)
                .filter(line ->
                        !line.isEmpty() && !line.startsWith("//") && !line.startsWith("*") && !line.startsWith("/*"))
                .count();
    }
}
