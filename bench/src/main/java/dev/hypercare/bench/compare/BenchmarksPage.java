package dev.hypercare.bench.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The page of results: what stands between two markers is written by a benchmark, the rest by people. */
public final class BenchmarksPage {
    private BenchmarksPage() {}

    /**
     * Replaces a section; a page or a section that is missing is made.
     *
     * @param name of the section, such as {@code compare}
     */
    public static void publish(Path page, String name, List<String> lines) {
        try {
            String text = Files.exists(page) ? Files.readString(page) : "# Benchmarks\n";
            Files.createDirectories(page.toAbsolutePath().getParent());
            Files.writeString(page, replaced(text, name, lines));
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + page, e);
        }
    }

    static String replaced(String text, String name, List<String> lines) {
        String begin = "<!-- " + name + ": written by bench/run " + name + " --publish -->";
        String end = "<!-- end of " + name + " -->";
        String section = begin + "\n" + String.join("\n", lines) + "\n" + end;
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        return from < 0 || to < from
                ? text.stripTrailing() + "\n\n" + section + "\n"
                : text.substring(0, from) + section + text.substring(to + end.length());
    }
}
