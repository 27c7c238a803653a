package dev.hypercare.rules;

import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.schemas.events.Change;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule sees of one series at the end of a slice. It changes with the next slice. */
interface Scene {
    /** What was counted in one of the spans that the rule asked for. */
    Kpis window(Span span);

    /** Plain numbers and statuses of the same, and nothing else. */
    default Kpis numbers(Span span) {
        return window(span);
    }

    /** A figure of a term, for a rule of this window; NaN where nothing was measured. */
    default double figure(Term term, Duration window) {
        return term.measure().of(window(new Span(window, term.lag())), window.toMillis());
    }

    /** Sums over one of the windows of {@link Tallies}, 0 the shortest, or {@link Tallies#SLICE}. They move on with the series. */
    default Counts counts(int window) {
        throw new UnsupportedOperationException("no sums are kept here");
    }

    /** What was counted in one of these spans before an instant and after it, milliseconds. */
    default BeforeSince split(Span span, long instant) {
        throw new UnsupportedOperationException("nothing is split here");
    }

    /** What was changed of the API of the series, or of one that it depends on, after an instant, milliseconds: the newest first. */
    default List<Change> changes(long after) {
        return List.of();
    }

    /** What was changed shortly before an instant, milliseconds, so that what begins then may come of it; null for nothing. */
    default @Nullable Change changeBefore(long instant) {
        return null;
    }

    /** Whether the calls of the series tell their version. */
    default boolean tellsVersion() {
        return false;
    }

    /** What was learned of the series by a lesson that the rule asked for. */
    Learned learned(Lesson lesson);

    /** End of the slice, milliseconds: the event time at which it is judged. */
    long at();

    /** End of the newest slice in which the series had calls, milliseconds. */
    long lastHeard();

    /** The gateways from which calls should have come since an instant, and none did, through no partition. */
    List<String> silentGateways(long since);

    /** The series of the version that was new before this one, and is like it otherwise; null where there is none. */
    @Nullable
    Scene versionBefore();
}
