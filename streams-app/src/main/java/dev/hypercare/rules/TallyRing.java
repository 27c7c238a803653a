package dev.hypercare.rules;

/**
 * Running totals of some numbers before each of the newest {@value #STEPS} steps of one length: the sum over any number of steps up to now
 * is one subtraction. Not thread-safe.
 */
final class TallyRing {
    static final int STEPS = 64;

    private final long step;
    private final int width;
    private final long[] before;
    private final long[] total;
    /** Number of the newest step that has something: its start divided by the length. */
    private long newest = Long.MIN_VALUE;

    /**
     * Makes one that holds nothing.
     *
     * @param step length of a step, milliseconds
     * @param width how many numbers there are
     */
    TallyRing(long step, int width) {
        this.step = step;
        this.width = width;
        before = new long[STEPS * width];
        total = new long[width];
    }

    /** Adds numbers of what began at an instant, milliseconds, which is not before the newest step. */
    void add(long start, long[] numbers) {
        long number = Math.floorDiv(start, step);
        if (number > newest) {
            for (long i = Math.max(newest + 1, number - STEPS + 1); i <= number; i++) {
                System.arraycopy(total, 0, before, place(i), width);
            }
            newest = number;
        }
        for (int i = 0; i < width; i++) {
            total[i] += numbers[i];
        }
    }

    /** The sum of one of the numbers from the step on that holds an instant, milliseconds; of {@value #STEPS} steps at the most. */
    long since(long from, int which) {
        long number = Math.floorDiv(from, step);
        return number > newest ? 0 : total[which] - before[place(Math.max(number, newest - STEPS + 1)) + which];
    }

    private int place(long number) {
        return (int) Math.floorMod(number, (long) STEPS) * width;
    }
}
