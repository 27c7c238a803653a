package dev.hypercare.query;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import java.time.Duration;

/**
 * How much may be asked of this process, so that questions leave the stream threads their share.
 *
 * @param concurrent questions that are answered at the same time; more are told to ask again
 * @param perSecond questions of one client a second; so many at once after a pause
 * @param time longest that reading for one question may take
 * @param bodyBytes largest body of a request
 * @param streams most that listen at the same time; more are told to ask again
 */
public record QueryLimits(int concurrent, int perSecond, Duration time, int bodyBytes, int streams) {
    private static final int STREAMS = 64;

    /** Limits with the usual number of streams. */
    public QueryLimits(int concurrent, int perSecond, Duration time, int bodyBytes) {
        this(concurrent, perSecond, time, bodyBytes, STREAMS);
    }

    /** Reads the section {@code query.limits:}; what is wrong is added to the section's problems. */
    public static QueryLimits read(Section section) {
        return new QueryLimits(
                section.integer("concurrent", 16, 1, 1000),
                section.integer("per-second", 1000, 1, 1_000_000),
                section.duration("time", Duration.ofSeconds(10), Duration.ofMillis(10), Duration.ofMinutes(10)),
                section.integer("body-bytes", 1_000_000, 1000, 100_000_000),
                section.integer("streams", STREAMS, 1, 10_000));
    }

    /** The defaults. */
    public static QueryLimits defaults() {
        return read(Section.empty(new Problems()));
    }
}
