package dev.hypercare.query;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What is written to one who listens. No thread ever waits for them: what they have not taken when something newer comes is replaced by it, which is
 * enough, because every event tells the whole answer.
 */
final class LiveStream implements WriteListener {
    private final ServletOutputStream out;
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    private byte @Nullable [] waiting;
    private boolean mayWrite;
    private boolean isFlushed = true;

    LiveStream(ServletOutputStream out) {
        this.out = out;
    }

    /** Is completed when nothing more is written, whoever ended it. */
    CompletableFuture<@Nullable Void> over() {
        return over;
    }

    /** Tells something, in place of what still waits. */
    synchronized void tell(String text) {
        waiting = text.getBytes(StandardCharsets.UTF_8);
        write();
    }

    /** Whether something still waits for them to take it. */
    synchronized boolean isBehind() {
        return waiting != null;
    }

    @Override
    public synchronized void onWritePossible() {
        mayWrite = true;
        write();
    }

    /** They are gone. */
    @Override
    public void onError(Throwable gone) {
        over.complete(null);
    }

    private void write() {
        try {
            while (mayWrite && !over.isDone()) {
                if (!out.isReady()) {
                    mayWrite = false;
                    return;
                }
                byte[] next = waiting;
                waiting = null;
                if (next != null) {
                    isFlushed = false;
                    out.write(next);
                } else if (isFlushed) {
                    return;
                } else {
                    isFlushed = true;
                    out.flush();
                }
            }
        } catch (IOException | IllegalStateException e) {
            over.complete(null);
        }
    }
}
