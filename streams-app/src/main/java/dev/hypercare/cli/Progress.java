package dev.hypercare.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Says how far a longer piece of work is: nothing in the first two seconds; on a terminal one line that changes, in a log fewer and fewer. */
final class Progress {
    private static final long FIRST = Duration.ofSeconds(2).toNanos();
    private static final long ON_TERMINAL = Duration.ofMillis(500).toNanos();
    private static final long IN_A_LOG = Duration.ofSeconds(5).toNanos();
    /** In a log at least so much of the time gone by passes between two lines. */
    private static final int SHARE_IN_A_LOG = 20;

    private final PrintWriter to;
    private final boolean terminal;
    private final LongSupplier nanos;
    private final long begin;
    private long next;
    private int shown;

    /** @param nanos a clock such as {@link System#nanoTime} */
    Progress(PrintWriter to, boolean terminal, LongSupplier nanos) {
        this.to = to;
        this.terminal = terminal;
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
        this.next = begin + FIRST;
    }

    /** To be called often; writes when it is time to. */
    void report(Supplier<String> state) {
        long now = nanos.getAsLong();
        if (now - next < 0) {
            return;
        }
        next = now + (terminal ? ON_TERMINAL : Math.max(IN_A_LOG, (now - begin) / SHARE_IN_A_LOG));
        String text = state.get();
        if (terminal) {
            to.print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
        } else {
            to.println(text);
        }
        to.flush();
        shown = text.length();
    }

    /** Takes the line off the terminal. */
    void done() {
        if (terminal && shown > 0) {
            to.print("\r" + " ".repeat(shown) + "\r");
            to.flush();
        }
    }
}
