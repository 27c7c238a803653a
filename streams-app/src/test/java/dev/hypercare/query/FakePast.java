package dev.hypercare.query;

import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Decisions and dead letters in the heap, the oldest first. */
public final class FakePast implements PastReader {
    public final List<Decision> decisions = new ArrayList<>();
    public final List<DeadLetter> deadLetters = new ArrayList<>();

    @Override
    public List<Decision> decisions(Predicate<Decision> wanted, long from, int most, Runnable meanwhile) {
        meanwhile.run();
        return newest(
                decisions.stream()
                        .filter(one -> one.getAt().toEpochMilli() >= from)
                        .filter(wanted)
                        .toList(),
                most);
    }

    @Override
    public List<DeadLetter> deadLetters(Predicate<DeadLetter> wanted, long from, int most, Runnable meanwhile) {
        meanwhile.run();
        return newest(
                deadLetters.stream()
                        .filter(one -> one.getRejectedAt().toEpochMilli() >= from)
                        .filter(wanted)
                        .toList(),
                most);
    }

    private static <V> List<V> newest(List<V> all, int most) {
        return all.subList(Math.max(0, all.size() - most - 1), all.size());
    }
}
