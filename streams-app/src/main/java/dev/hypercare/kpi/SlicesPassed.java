package dev.hypercare.kpi;

import java.util.HashMap;
import java.util.Map;

/**
 * Which slices the combine steps of one stream thread have passed. The merge waits for all of them, so the last to pass one is when the
 * thread should commit; before it a commit would help nobody. Not thread-safe.
 */
final class SlicesPassed {
    private static final ThreadLocal<SlicesPassed> OF_THREAD = ThreadLocal.withInitial(SlicesPassed::new);

    private final Map<Object, Long> passed = new HashMap<>();
    private long byAll = Watermarks.NONE;

    /** Those of the thread that calls. */
    static SlicesPassed ofThread() {
        return OF_THREAD.get();
    }

    /** A step has come so far, milliseconds; whether all have now passed one that they had not passed before. */
    boolean all(Object step, long instant) {
        passed.put(step, instant);
        long lowest = passed.values().stream().mapToLong(Long::longValue).min().orElse(instant);
        boolean further = lowest > byAll;
        byAll = lowest;
        return further;
    }

    /** A step has left the thread. */
    void left(Object step) {
        passed.remove(step);
    }
}
