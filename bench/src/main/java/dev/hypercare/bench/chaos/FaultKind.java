package dev.hypercare.bench.chaos;

/** What may be done to a process of the product or to a broker. */
enum FaultKind {
    BROKER_KILL("kill -9 of a broker", true, false),
    INSTANCE_KILL("kill -9 of an instance", true, false),
    HALT_BEFORE_OFFSETS("halt after the flush, before sendOffsetsToTransaction", true, true),
    HALT_BEFORE_COMMIT("halt after sendOffsetsToTransaction, before commitTransaction", true, true),
    HALT_AFTER_COMMIT("halt right after commitTransaction", true, false),
    CORRUPT_UNCOMMITTED("TaskCorruptedException, the transaction not committed", false, false),
    CORRUPT_COMMITTED("TaskCorruptedException, the transaction committed", false, false);

    private final String text;
    private final boolean kill;
    private final boolean betweenFlushAndCommit;

    FaultKind(String text, boolean kill, boolean betweenFlushAndCommit) {
        this.text = text;
        this.kill = kill;
        this.betweenFlushAndCommit = betweenFlushAndCommit;
    }

    /** For people. */
    String text() {
        return text;
    }

    /** Whether a process dies of it. */
    boolean kill() {
        return kill;
    }

    /** Whether an instance dies with partials handed on and not committed. */
    boolean betweenFlushAndCommit() {
        return betweenFlushAndCommit;
    }

    /** Whether the instance does it to itself at a point of its next commit. */
    boolean atCommit() {
        return this != BROKER_KILL && this != INSTANCE_KILL;
    }
}
