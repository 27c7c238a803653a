package dev.hypercare.cli.trial;

/** Is told how far a replay is, often. */
@FunctionalInterface
public interface TrialWatcher {
    /**
     * It came so far.
     *
     * @param share of the time that is replayed, 0 to 1
     * @param records read so far
     */
    void at(double share, long records);
}
