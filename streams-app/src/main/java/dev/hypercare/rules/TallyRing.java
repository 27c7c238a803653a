package dev.hypercare.rules;

/**
 * Running totals of some numbers before each of the newest steps of one length: the sum over any number of steps up to now
 * is one subtraction. Not thread-safe.
 */
final class TallyRing {
    private final long step;
    private final int steps;
    private final int width;
    private final long[] before;
    private final long[] total;
    /** Number of the newest step that has something: its start divided by the length. */
    private long newest = Long.MIN_VALUE;

    /**
     * Makes one that holds nothing.
     *
     * @param step length of a step, milliseconds
     * @param steps how many of them, a power of two
     * @param width how many numbers there are
     */
    TallyRing(long step, int steps, int width) {
        this.step = step;
        this.steps = steps;
        this.width = width;
        before = new long[steps * width];
        total = new long[width];
    }

    /** Adds numbers of what began at an instant, milliseconds, which is not before the newest step. */
    void add(long start, long[] numbers) {
        long number = Math.floorDiv(start, step);
        if (number > newest) {
            for (long i = Math.max(newest + 1, number - steps + 1); i <= number; i++) {
                System.arraycopy(total, 0, before, place(i), width);
            }
            newest = number;
        }
        for (int i = 0; i < width; i++) {
            total[i] += numbers[i];
        }
    }

    /** The sum of one of the numbers from the step on that holds an instant, milliseconds; of as many as there are at the most. */
    long since(long from, int which) {
        long number = Math.floorDiv(from, step);
        return number > newest ? 0 : total[which] - before[place(Math.max(number, newest - steps + 1)) + which];
    }

    private int place(long number) {
        return (int) Math.floorMod(number, (long) steps) * width;
    }
}
