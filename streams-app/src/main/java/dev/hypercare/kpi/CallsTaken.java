package dev.hypercare.kpi;

/** What a task has counted since it began, for those who watch it: nothing is decided by it. Not thread-safe. */
final class CallsTaken {
    private long calls;
    private long late;
    private long tooLate;
    private long duplicates;

    /** A call; of one that came before nothing else is told. */
    void add(boolean duplicate, boolean isLate, boolean isTooLate) {
        calls++;
        if (duplicate) {
            duplicates++;
        } else if (isTooLate) {
            tooLate++;
        } else if (isLate) {
            late++;
        }
    }

    long calls() {
        return calls;
    }

    /** Late, and counted where they belong. */
    long late() {
        return late;
    }

    /** Too late to be counted where they belong. */
    long tooLate() {
        return tooLate;
    }

    long duplicates() {
        return duplicates;
    }
}
