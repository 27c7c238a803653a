package dev.hypercare.cli;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/**
 * The end of a process that runs until someone stops it. Ctrl-C and SIGTERM are orders, not failures: when everything has stopped in
 * order the process ends with exit code 0.
 */
final class Ending {
    private static final long LONGEST_STOP_SECONDS = 30;

    private final CompletableFuture<String> asked = new CompletableFuture<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;

    private Ending() {}

    /** From now on a signal ends {@link #await}; before that it ends the process at once. */
    static Ending onSignals() {
        Ending ending = new Ending();
        Runtime.getRuntime().addShutdownHook(new Thread(ending::signalled, "ending"));
        ending.running = true;
        return ending;
    }

    /** Whether a signal has come. */
    boolean asked() {
        return asked.isDone();
    }

    /** Waits for a signal or a failure; tells of a failure and returns the exit code. */
    @SafeVarargs
    final int await(CommandLine command, Path log, CompletableFuture<String>... failures) {
        String failure = (String) CompletableFuture.anyOf(asked, CompletableFuture.anyOf(failures))
                .join();
        if (failure.isEmpty()) {
            return 0;
        }
        command.getErr().println("error: " + failure);
        command.getErr().println("  -> The log has the details: " + log);
        return Failures.FAILED;
    }

    /** Everything has stopped. */
    void done() {
        running = false;
        stopped.countDown();
    }

    private void signalled() {
        if (!running) {
            return;
        }
        asked.complete("");
        try {
            // Halting, as exit() is under way already, is the only way to another exit code than 128 + signal.
            boolean orderly = stopped.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().halt(orderly ? 0 : Failures.FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
