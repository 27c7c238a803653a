package dev.hypercare.bench.files;

import java.io.PrintWriter;
import java.util.function.Consumer;

/** Prints lines for people who wait: each is seen at once. */
public final class LinesAtOnce implements Consumer<String> {
    private final PrintWriter out;

    public LinesAtOnce(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void accept(String line) {
        out.println(line);
        out.flush();
    }
}
