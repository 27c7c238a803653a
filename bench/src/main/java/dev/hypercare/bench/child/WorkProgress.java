package dev.hypercare.bench.child;

import java.io.PrintStream;
import java.util.Locale;

/** Tells a person on standard error how far a long piece of work is, every two seconds at most. */
public final class WorkProgress implements AutoCloseable {
    private static final long EVERY_NANOS = 2_000_000_000L;

    private final PrintStream to = System.err;
    private final boolean terminal = System.console() != null;
    private final String what;
    private final long total;
    private final long started = System.nanoTime();
    private long told = started;

    /** @param total how many there are to do, at least 1 */
    public WorkProgress(String what, long total) {
        this.what = what;
        this.total = total;
    }

    /** So many are done. */
    public void at(long done) {
        long now = System.nanoTime();
        if (now - told >= EVERY_NANOS) {
            told = now;
            tell(done, now);
        }
    }

    private void tell(long done, long now) {
        double seconds = (now - started) / 1e9;
        String line = String.format(
                Locale.ROOT,
                "%s: %d %% of %.1f million, %.0f thousand/s",
                what,
                Math.min(100, 100 * done / total),
                total / 1e6,
                done / seconds / 1e3);
        to.print(terminal ? "\r" + line + "\u001b[K" : line + "\n");
        to.flush();
    }

    @Override
    public void close() {
        if (terminal && told != started) {
            to.print("\r\u001b[K");
            to.flush();
        }
    }
}
