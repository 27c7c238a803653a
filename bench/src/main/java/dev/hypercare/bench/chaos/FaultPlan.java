package dev.hypercare.bench.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The faults of a run, the same for the same seed: two fifths of the kills are between the flush and the commit. */
final class FaultPlan {
    /** Brokers, and instances. */
    static final int EACH = 3;

    /** Clocks are off by at most this; the product allows a lateness of this much and more before a call only corrects. */
    private static final int MOST_SHIFT_MILLIS = 2000;

    private static final int MOST_PAUSE_MILLIS = 3000;

    private FaultPlan() {}

    /**
     * A plan.
     *
     * @param kills how many processes die; {@code TaskCorruptedException}s come on top, one for every four
     * @param mostDownMillis how long a killed process stays away at most
     */
    static List<Fault> of(long seed, int kills, int mostDownMillis) {
        Random random = new Random(seed);
        List<FaultKind> kinds = new ArrayList<>();
        int between = (2 * kills + 4) / 5;
        for (int i = 0; i < between; i++) {
            kinds.add(i % 2 == 0 ? FaultKind.HALT_BEFORE_COMMIT : FaultKind.HALT_BEFORE_OFFSETS);
        }
        for (int i = 0; kinds.size() < kills; i++) {
            kinds.add(
                    switch (i % 5) {
                        case 0, 3 -> FaultKind.BROKER_KILL;
                        case 1 -> FaultKind.INSTANCE_KILL;
                        case 2 -> FaultKind.HALT_AFTER_COMMIT;
                        default -> random.nextBoolean() ? FaultKind.INSTANCE_KILL : FaultKind.BROKER_KILL;
                    });
        }
        for (int i = 0; i < (kills + 3) / 4; i++) {
            kinds.add(i % 2 == 0 ? FaultKind.CORRUPT_UNCOMMITTED : FaultKind.CORRUPT_COMMITTED);
        }
        Collections.shuffle(kinds, random);
        return kinds.stream()
                .map(kind -> new Fault(
                        kind,
                        random.nextInt(EACH),
                        500 + random.nextInt(MOST_PAUSE_MILLIS),
                        random.nextInt(mostDownMillis + 1),
                        shift(random)))
                .toList();
    }

    /** A clock that is off, milliseconds. */
    static long shift(Random random) {
        return random.nextInt(2 * MOST_SHIFT_MILLIS + 1) - MOST_SHIFT_MILLIS;
    }
}
