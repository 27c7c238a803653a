package dev.hypercare.patterns.mining;

/**
 * How much a miner may hold, and when it stops learning.
 *
 * @param maxTemplates so many templates it knows at once, 1 or more; the one that was not used for longest makes place for a new one
 * @param maxTokens so many tokens of a message count, 1 or more; what follows is not looked at
 * @param maxEvictedShare once more than this share of maxTemplates made place within {@code restMillis}, learning rests; 0 to 1
 * @param restMillis how long it rests, milliseconds of event time
 */
public record MiningLimits(int maxTemplates, int maxTokens, double maxEvictedShare, long restMillis) {
    /** What the stage uses. */
    public static final MiningLimits USUAL = new MiningLimits(500, 80, 0.25, 600_000);

    /** Error: IllegalArgumentException that names the value and what was expected. */
    public MiningLimits {
        check(maxTemplates >= 1, "maxTemplates", maxTemplates, "1 or more");
        check(maxTokens >= 1, "maxTokens", maxTokens, "1 or more");
        check(maxEvictedShare >= 0 && maxEvictedShare <= 1, "maxEvictedShare", maxEvictedShare, "0 to 1");
        check(restMillis >= 0, "restMillis", restMillis, "0 or more");
    }

    private static void check(boolean right, String name, Number value, String expected) {
        if (!right) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
