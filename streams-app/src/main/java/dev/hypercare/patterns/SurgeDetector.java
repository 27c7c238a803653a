package dev.hypercare.patterns;

import dev.hypercare.contract.config.Durations;
import java.time.Duration;
import java.util.Locale;

/**
 * Decides whether a pattern is much more frequent than usual. The calls of a window are taken to be spread like those of the windows
 * before: at least as much as chance would (Poisson), more where they came in bursts, and more the fewer windows are known (a negative
 * binomial distribution). How improbable as many calls are is bounded from above, in closed form (Chernoff), so it never claims too much.
 */
final class SurgeDetector {
    /** As if half a call had been seen besides: what was never seen is not impossible. */
    private static final double PRIOR = 0.5;

    /**
     * What it finds.
     *
     * @param known whether enough windows are known
     * @param usual how many calls a window has, nothing known aside
     * @param holds whether it is a surge now
     * @param reason for people
     */
    record Finding(boolean known, double usual, boolean holds, String reason) {}

    private final SurgeLimits limits;
    private final Duration window;
    private final double left;

    SurgeDetector(SurgeLimits limits, Duration window) {
        this.limits = limits;
        this.window = window;
        this.left = Usual.left(window.toMillis(), limits.memory().toMillis());
    }

    /** What is left of the weight of a window after the next. */
    double left() {
        return left;
    }

    /**
     * Looks at a window.
     *
     * @param usual up to the window that has not ended
     * @param surging whether it was a surge until now: it ends when half of what makes one is left
     */
    Finding look(Usual usual, long recent, boolean surging) {
        boolean known = usual.windows() >= limits.windows();
        double mean = usual.mean();
        if (!known) {
            return new Finding(false, mean, false, "what is usual is not known yet");
        }
        double most = Math.max(limits.calls(), limits.times() * mean);
        if (surging) {
            boolean lasts = recent * 2 >= most;
            return new Finding(true, mean, lasts, lasts ? counted(recent, mean) : "as frequent as usual again");
        }
        if (recent < most) {
            return new Finding(true, mean, false, "as frequent as usual");
        }
        boolean holds = surprise(usual, recent) >= -StrictMath.log(limits.chance());
        return new Finding(true, mean, holds, counted(recent, mean));
    }

    private String counted(long recent, double mean) {
        return String.format(Locale.ROOT, "%d calls in %s, usual are %.1f", recent, Durations.show(window), mean);
    }

    /** How improbable so many calls or more are at least, nats. */
    double surprise(Usual usual, long recent) {
        double windows = usual.evidence(left);
        double shape = usual.mean() * windows + PRIOR;
        double mean = shape / windows;
        double variance = usual.variance();
        double size = variance > mean ? Math.min(shape, mean * mean / (variance - mean)) : shape;
        if (recent <= mean) {
            return 0;
        }
        return recent * StrictMath.log(recent / mean)
                - (recent + size) * StrictMath.log((recent + size) / (mean + size));
    }
}
