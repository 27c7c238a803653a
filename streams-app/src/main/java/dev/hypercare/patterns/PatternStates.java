package dev.hypercare.patterns;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.patterns.FixedMarks.Fixed;
import dev.hypercare.schemas.events.PatternState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides which state a pattern has at the end of a pane, and when to look again though nothing comes. */
final class PatternStates {
    private static final long PANE = Resolution.PANE.millis();
    /** What the reason of one that grows ends with, and the number after it. */
    private static final String SINCE = "; calls since then: ";

    /** A state, and why, for people. */
    record Standing(PatternState state, String reason) {}

    private final PatternsConfig config;
    private final SurgeDetector surges;
    private final SurgeDetector bursts;
    private final long window;

    PatternStates(PatternsConfig config) {
        this.config = config;
        this.surges = new SurgeDetector(config.surge(), config.window());
        this.bursts = new SurgeDetector(config.surge().ofPanes(config.window()), Duration.ofMillis(PANE));
        this.window = config.window().toMillis();
    }

    /** Brings what is recent and what is usual up to a pane end. */
    void roll(LivePattern pattern, long at) {
        pattern.usual = pattern.usual.upTo(at - PANE, window, surges.left());
        pattern.usualPane = pattern.usualPane.upTo(at - PANE, PANE, bursts.left());
        pattern.recentCalls = pattern.recent.upTo(at, window);
    }

    /** A pattern begins whose first calls are of a pane. */
    void begin(LivePattern pattern, long paneStart) {
        pattern.usual = Usual.from(paneStart, window);
        pattern.usualPane = Usual.from(paneStart, PANE);
    }

    /**
     * The first state of a pattern.
     *
     * @param goLive of its API by the catalog, milliseconds; null for unknown
     * @param learnedFrom when the first message of its API came, milliseconds
     */
    Standing first(LivePattern pattern, @Nullable Long goLive, long learnedFrom, long at) {
        long newFrom = goLive == null
                ? learnedFrom + config.learn().toMillis()
                : goLive + config.learnLive().toMillis();
        if (pattern.firstSeen >= newFrom) {
            pattern.newsUntil = at + config.newFor().toMillis();
            return new Standing(
                    PatternState.NEW,
                    goLive == null
                            ? "first seen, and messages of the API have been known for "
                                    + shown(pattern.firstSeen - learnedFrom)
                            : "first seen, " + shown(pattern.firstSeen - goLive) + " after the go-live");
        }
        return ordinary(pattern, at);
    }

    /**
     * The state of a pattern that is known.
     *
     * @param cameBack the mark that its newest calls belie; null for none
     */
    Standing next(LivePattern pattern, @Nullable Fixed cameBack, long at) {
        SurgeDetector.Finding surge =
                surges.look(pattern.usual, pattern.recentCalls, pattern.state == PatternState.SURGING);
        pattern.usualCalls = surge.known() ? (Double) surge.usual() : null;
        SurgeDetector.Finding burst = bursts.look(pattern.usualPane, pattern.usualPane.calls(), false);
        if (burst.holds()) {
            pattern.burstUntil = at + window;
        }
        if (cameBack != null) {
            pattern.belied = cameBack.from();
            pattern.newsUntil = at + config.newFor().toMillis();
            return new Standing(
                    PatternState.REGRESSED,
                    "seen again though " + cameBack.by() + " said that it is fixed from "
                            + Instant.ofEpochMilli(cameBack.from()));
        }
        if (surge.holds()) {
            return new Standing(PatternState.SURGING, surge.reason());
        }
        if (at < pattern.burstUntil) {
            return new Standing(PatternState.SURGING, burst.reason());
        }
        if (isNews(pattern.state) && at < pattern.newsUntil) {
            return new Standing(pattern.state, pattern.reason);
        }
        return ordinary(pattern, at);
    }

    private Standing ordinary(LivePattern pattern, long at) {
        if (at >= quietFrom(pattern)) {
            return new Standing(PatternState.QUIET, "not seen for " + shown(config.quietAfter()));
        }
        return at < rareFrom(pattern)
                ? new Standing(
                        PatternState.RECURRING,
                        "seen in " + config.recurringWindows() + " windows of " + shown(config.window()) + " within "
                                + shown(config.recurringWithin()))
                : new Standing(
                        PatternState.RARE,
                        "seen in fewer than " + config.recurringWindows() + " windows of " + shown(config.window())
                                + " within " + shown(config.recurringWithin()));
    }

    private long quietFrom(LivePattern pattern) {
        return pattern.lastSeen + config.quietAfter().toMillis();
    }

    /** From when on it is rare; {@link LivePattern#NEVER} where it always was. */
    private long rareFrom(LivePattern pattern) {
        Long oldest = pattern.seenWindows.peekFirst();
        return oldest == null || pattern.seenWindows.size() < config.recurringWindows()
                ? LivePattern.NEVER
                : oldest + config.recurringWithin().toMillis();
    }

    /** From when on it is forgotten. */
    long forgottenFrom(LivePattern pattern) {
        return pattern.lastSeen + config.keep().toMillis();
    }

    /** Whether it is time to write it again, since it was seen. */
    boolean isStale(LivePattern pattern, long at) {
        return at - pattern.toldAt >= config.refresh().toMillis();
    }

    /**
     * Whether one that is new, or has come back, has ten times as many calls as when it was written last, by powers of ten: what begins slowly is
     * told again when it has grown.
     */
    boolean hasGrown(LivePattern pattern) {
        return isNews(pattern.state) && digits(pattern.fresh) > digits(pattern.freshTold);
    }

    /** The reason of one that has grown. */
    String grown(LivePattern pattern) {
        int end = pattern.reason.lastIndexOf(SINCE);
        return (end < 0 ? pattern.reason : pattern.reason.substring(0, end)) + SINCE + pattern.fresh;
    }

    static boolean isNews(PatternState state) {
        return state == PatternState.NEW || state == PatternState.REGRESSED;
    }

    private static int digits(long calls) {
        return Long.toString(calls).length();
    }

    /** The first instant after a pane end at which something may change by itself. */
    long due(LivePattern pattern, long at) {
        return switch (pattern.state) {
            case NEW, REGRESSED -> pattern.newsUntil;
            case SURGING -> at + PANE;
            case QUIET -> forgottenFrom(pattern);
            case RECURRING -> Math.min(rareFrom(pattern), quietFrom(pattern));
            case RARE -> quietFrom(pattern);
        };
    }

    private static String shown(Duration time) {
        return Durations.show(time);
    }

    private static String shown(long millis) {
        return Durations.show(Duration.ofSeconds(millis / 1000));
    }
}
