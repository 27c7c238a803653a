package dev.hypercare.patterns;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.config.Section;
import dev.hypercare.patterns.mining.MiningLimits;
import dev.hypercare.patterns.tickets.TicketsConfig;
import java.time.Duration;

/**
 * What is remembered of patterns, and when they have which state. All times are event time.
 *
 * @param window of what is recent and of what is usual: whole panes
 * @param learn without a go-live in the catalog: for how long after the first message of an API nothing of it is new
 * @param learnLive with a go-live in the catalog: for how long after it nothing is new
 * @param newFor how long a pattern is new, or has come back
 * @param recurringWindows in how many windows of {@code recurringWithin} it has to be seen to be recurring
 * @param recurringWithin how far back those may lie
 * @param quietAfter not seen for so long it is quiet
 * @param keep not seen for so long it is forgotten
 * @param refresh how often one that is seen is written again
 * @param surge when it is much more frequent than usual
 * @param mining how many templates of an API are kept apart
 * @param tickets what is done with tickets
 */
public record PatternsConfig(
        Duration window,
        Duration learn,
        Duration learnLive,
        Duration newFor,
        int recurringWindows,
        Duration recurringWithin,
        Duration quietAfter,
        Duration keep,
        Duration refresh,
        SurgeLimits surge,
        MiningLimits mining,
        TicketsConfig tickets) {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);

    public static PatternsConfig defaults() {
        return new PatternsConfig(
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                Duration.ZERO,
                Duration.ofHours(1),
                3,
                DAY,
                DAY,
                Duration.ofDays(90),
                Duration.ofHours(1),
                SurgeLimits.defaults(),
                MiningLimits.USUAL,
                TicketsConfig.defaults());
    }

    /** Reads the section {@code patterns}. */
    public static PatternsConfig read(Section section) {
        PatternsConfig absent = defaults();
        Duration pane = Duration.ofMillis(Resolution.PANE.millis());
        Duration window = section.duration("window", absent.window, pane, Duration.ofHours(1));
        if (window.toMillis() % pane.toMillis() != 0) {
            section.problem("window", Durations.show(window), "whole panes of " + Durations.show(pane));
        }
        Duration quietAfter = section.duration("quiet-after", absent.quietAfter, MINUTE, YEAR);
        Duration keep = section.duration("keep", absent.keep, MINUTE, Duration.ofDays(400));
        if (keep.compareTo(quietAfter) < 0) {
            section.problem("keep", Durations.show(keep), "quiet-after, " + Durations.show(quietAfter) + ", or longer");
        }
        return new PatternsConfig(
                window,
                section.duration("learn", absent.learn, Duration.ZERO, YEAR),
                section.duration("learn-live", absent.learnLive, Duration.ZERO, DAY),
                section.duration("new-for", absent.newFor, pane, YEAR),
                section.integer("recurring-windows", absent.recurringWindows, 1, 100),
                section.duration("recurring-within", absent.recurringWithin, MINUTE, YEAR),
                quietAfter,
                keep,
                section.duration("refresh", absent.refresh, pane, YEAR),
                SurgeLimits.read(section.section("surge"), absent.surge),
                mining(section.section("mining"), absent.mining),
                TicketsConfig.read(section.section("tickets")));
    }

    /** The same with another time after a go-live in which nothing is new. */
    public PatternsConfig learningFor(Duration time) {
        return new PatternsConfig(
                window,
                learn,
                time,
                newFor,
                recurringWindows,
                recurringWithin,
                quietAfter,
                keep,
                refresh,
                surge,
                mining,
                tickets);
    }

    private static MiningLimits mining(Section section, MiningLimits absent) {
        return new MiningLimits(
                section.integer("max-templates", absent.maxTemplates(), 1, 100_000),
                section.integer("max-tokens", absent.maxTokens(), 2, 1000),
                section.number("max-evicted-share", absent.maxEvictedShare(), 0, 1),
                section.duration("rest", Duration.ofMillis(absent.restMillis()), Duration.ZERO, YEAR)
                        .toMillis());
    }
}
