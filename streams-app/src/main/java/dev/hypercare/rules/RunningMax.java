package dev.hypercare.rules;

import java.util.ArrayDeque;

/** The exact maximum of a sliding window, in constant amortised time: it keeps the values that may still become the largest. */
final class RunningMax {
    private record Candidate(long at, long value) {}

    private final ArrayDeque<Candidate> candidates = new ArrayDeque<>(2);

    /** A value enters at an instant, not before the ones that entered already. */
    void add(long at, long value) {
        while (!candidates.isEmpty() && candidates.getLast().value() <= value) {
            candidates.removeLast();
        }
        candidates.addLast(new Candidate(at, value));
    }

    /** What entered at or before an instant leaves. */
    void dropTo(long at) {
        while (!candidates.isEmpty() && candidates.getFirst().at() <= at) {
            candidates.removeFirst();
        }
    }

    /** The largest value in the window; -1 when it is empty. */
    long value() {
        return candidates.isEmpty() ? -1 : candidates.getFirst().value();
    }
}
