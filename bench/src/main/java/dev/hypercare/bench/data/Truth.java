package dev.hypercare.bench.data;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** What is true of a dataset, in a file: a header, then a line a window. */
public final class Truth {
    private static final String HEADER = "# truth 1 of ";

    private Truth() {}

    /** Where the truth of a dataset is below a folder. */
    public static Path file(Path folder, Dataset dataset) {
        return folder.resolve(dataset.name() + ".truth");
    }

    /** Reads it. Error: {@link IllegalStateException} where the file is of something else. */
    public static List<TruthWindow> read(Path file, Dataset dataset) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String header = lines.readLine();
            if (!(HEADER + dataset).equals(header)) {
                throw new IllegalStateException(file + " begins with " + header + " (expected: " + HEADER + dataset
                        + "); delete it and make the dataset again");
            }
            List<TruthWindow> windows = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                windows.add(TruthWindow.parse(line));
            }
            return windows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes one as windows come; it is there only when it is closed. */
    static Writer writer(Path file, Dataset dataset) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        BufferedWriter lines = Files.newBufferedWriter(part);
        lines.write(HEADER + dataset + "\n");
        return new Writer(lines, part, file);
    }

    /** A truth that is being written. */
    record Writer(BufferedWriter lines, Path part, Path file) implements AutoCloseable {
        void add(TruthWindow window) {
            try {
                lines.write(window.line());
                lines.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The dataset is complete: the file gets its name. */
        void complete() throws IOException {
            lines.close();
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
