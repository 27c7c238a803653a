package dev.hypercare.cli.demo;

import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.schemas.events.Alert;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The demo without a screen: a line for each change of an alert, and one of progress every five seconds. */
public final class HeadlessShow implements Demo.Show {
    private static final long EVERY_NANOS = 5_000_000_000L;

    private final DemoScreen screen;
    private final PrintWriter out;
    private long next = System.nanoTime() + EVERY_NANOS;

    public HeadlessShow(DemoScreen screen, PrintWriter out) {
        this.screen = screen;
        this.out = out;
    }

    @Override
    public void picture(Demo.Picture picture) {
        if (System.nanoTime() < next) {
            return;
        }
        next += EVERY_NANOS;
        DemoScreen.Progress progress = picture.progress();
        out.printf(
                Locale.ROOT,
                "%3.0f %%  %,d published, %,d counted, %,.0f calls/s, %d firing%s%n",
                progress.share() * 100,
                progress.published(),
                picture.board().callsCounted(),
                progress.callsPerSecond(),
                picture.board().firing(),
                worst(picture.board().worst(1)));
        out.flush();
    }

    @Override
    public void alert(Alert alert) {
        out.println(screen.transition(alert));
        out.flush();
    }

    private static String worst(List<DemoBoard.Route> routes) {
        if (routes.isEmpty()) {
            return "";
        }
        DemoBoard.Route worst = routes.get(0);
        return String.format(
                Locale.ROOT,
                ", worst: %s %s %s %.1f %% failed, p99 %s",
                Ink.safe(worst.api()),
                Ink.safe(worst.method()),
                Ink.safe(worst.route()),
                worst.failedShare() * 100,
                DemoScreen.duration(worst.p99()));
    }
}
