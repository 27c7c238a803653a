package dev.hypercare.cli;

import dev.hypercare.Applications;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Waits for the applications and says so where it takes longer than people like to wait without a word. */
final class Waiting {
    private static final long FIRST_WORD_SECONDS = 2;
    private static final long NEXT_WORD_SECONDS = 5;

    private Waiting() {}

    /** Returns when they are ready, when one has failed, or when a signal asks to stop. */
    static void until(Applications applications, Ending ending, PrintWriter err) {
        long nextWord = System.nanoTime() + TimeUnit.SECONDS.toNanos(FIRST_WORD_SECONDS);
        while (!applications.ready() && !applications.failure().isDone() && !ending.asked()) {
            if (System.nanoTime() >= nextWord) {
                err.println("waiting for the applications: " + applications.health());
                err.flush();
                nextWord += TimeUnit.SECONDS.toNanos(NEXT_WORD_SECONDS);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
