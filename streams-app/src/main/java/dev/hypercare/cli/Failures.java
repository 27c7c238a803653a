package dev.hypercare.cli;

import dev.hypercare.contract.config.InvalidInput;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Tells a person what went wrong: one clear message and what to do; the stack trace only on demand. */
final class Failures {
    static final int FAILED = 1;
    static final int INVALID = 2;

    private Failures() {}

    /** Prints it and returns the exit code. */
    static int tell(Exception e, boolean debug, PrintWriter err) {
        InvalidInput invalid = invalidIn(e);
        if (invalid != null) {
            err.println("error: " + invalid.getMessage());
            err.println("  -> " + invalid.advice());
        } else {
            err.println("error: " + line(e));
            if (!debug) {
                err.println("  -> This was not expected. Run it again with --debug for the details.");
            }
        }
        if (debug) {
            e.printStackTrace(err);
        }
        err.flush();
        return invalid == null ? FAILED : INVALID;
    }

    private static @Nullable InvalidInput invalidIn(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidInput invalid) {
                return invalid;
            }
        }
        return null;
    }

    private static String line(Throwable e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.lines().findFirst().orElse(e.toString());
    }
}
