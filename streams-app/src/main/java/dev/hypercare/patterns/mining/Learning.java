package dev.hypercare.patterns.mining;

import java.util.List;

/**
 * Says when learning rests: where templates make place for others faster than they can be of use, more of them would only cost. Not
 * thread-safe.
 */
final class Learning {
    private final MiningLimits limits;
    private long windowStart = Long.MIN_VALUE;
    private long restsUntil = Long.MIN_VALUE;
    private long evicted;

    Learning(MiningLimits limits) {
        this.limits = limits;
    }

    boolean rests(long at) {
        return at < restsUntil;
    }

    /** Whether a template may make place for another one now; where not, learning rests from now on. */
    boolean mayEvict(long at) {
        if (windowStart == Long.MIN_VALUE || at - windowStart >= limits.restMillis()) {
            windowStart = at;
            evicted = 0;
        }
        if (evicted + 1 > limits.maxEvictedShare() * limits.maxTemplates()) {
            restsUntil = at + limits.restMillis();
            return false;
        }
        evicted++;
        return true;
    }

    /** For {@link #restore}. */
    List<String> numbers() {
        return List.of(Long.toString(windowStart), Long.toString(restsUntil), Long.toString(evicted));
    }

    void restore(List<String> numbers) {
        windowStart = Long.parseLong(numbers.get(0));
        restsUntil = Long.parseLong(numbers.get(1));
        evicted = Long.parseLong(numbers.get(2));
    }
}
