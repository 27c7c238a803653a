package dev.hypercare.cli.demo;

import dev.hypercare.schemas.events.Alert;
import java.io.PrintWriter;

/** The demo on a terminal: one picture, drawn over itself four times a second. */
public final class TerminalShow implements Demo.Show {
    private static final long EVERY_NANOS = 250_000_000L;

    private final DemoScreen screen;
    private final PrintWriter out;
    private final String queryUrl;
    private long next = System.nanoTime();
    private int drawn;

    public TerminalShow(DemoScreen screen, PrintWriter out, String queryUrl) {
        this.screen = screen;
        this.out = out;
        this.queryUrl = queryUrl;
    }

    @Override
    public void picture(Demo.Picture picture) {
        if (System.nanoTime() < next) {
            return;
        }
        next = System.nanoTime() + EVERY_NANOS;
        // A line that wraps would be two to go back over: the terminal cuts it instead.
        StringBuilder text = new StringBuilder("\033[?7l");
        if (drawn > 0) {
            text.append("\033[").append(drawn).append('A');
        }
        var lines = screen.lines(picture.board(), picture.progress(), queryUrl);
        lines.forEach(line -> text.append(line).append("\033[K\n"));
        text.append("\033[J\033[?7h");
        drawn = lines.size();
        out.print(text);
        out.flush();
    }

    @Override
    public void alert(Alert alert) {}
}
