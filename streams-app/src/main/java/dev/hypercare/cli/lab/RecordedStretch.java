package dev.hypercare.cli.lab;

import dev.hypercare.contract.Resolution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a recording, and where it lies in virtual time, in which stretches follow each other; all in milliseconds.
 *
 * @param start first instant with a line or a fault
 * @param end last such instant
 * @param begins where it begins in virtual time
 */
record RecordedStretch(long start, long end, long begins) {
    /** Longer times without any line and any fault were not recorded. */
    private static final long GAP_MILLIS = 120_000;

    /** All of a day, in the order of time. */
    static List<RecordedStretch> of(RecordedDay day) {
        List<Long> instants = new ArrayList<>();
        day.errors().forEach(error -> instants.add(error.at().toEpochMilli()));
        day.faults().forEach(fault -> instants.add(fault.at().toEpochMilli()));
        instants.sort(null);
        List<RecordedStretch> stretches = new ArrayList<>();
        long start = instants.get(0);
        long begins = Resolution.PANE.startOf(start);
        long last = start;
        for (long instant : instants) {
            if (instant - last > GAP_MILLIS) {
                stretches.add(new RecordedStretch(start, last, begins));
                begins = Resolution.PANE.startOf(begins + last - start + Resolution.PANE.millis());
                start = instant;
            }
            last = instant;
        }
        stretches.add(new RecordedStretch(start, last, begins));
        return stretches;
    }

    /** The one that an instant lies in; null for none. */
    static @Nullable RecordedStretch at(List<RecordedStretch> stretches, Instant instant) {
        return stretches.stream()
                .filter(stretch -> stretch.holds(instant))
                .findFirst()
                .orElse(null);
    }

    boolean holds(Instant instant) {
        return start <= instant.toEpochMilli() && instant.toEpochMilli() <= end;
    }

    /** Where the time of a fault ends: at the next one in the same stretch, else with that; milliseconds, inclusive. */
    long endOf(RecordedDay.InjectedFault fault, RecordedDay day) {
        return day.faults().stream()
                .map(other -> other.at().toEpochMilli())
                .filter(at -> at > fault.at().toEpochMilli() && at <= end)
                .min(Long::compare)
                .map(at -> at - 1)
                .orElse(end);
    }

    /** An instant of it in virtual time. */
    long virtual(Instant instant) {
        return begins + instant.toEpochMilli() - start;
    }
}
