package dev.hypercare.bench.chaos;

/**
 * A question that was put, and what became of it; the answers themselves are in {@link AnswerFile}.
 *
 * @param kind what was asked
 * @param series of what: labels in the form of the topics; empty for all
 * @param from first instant asked for, milliseconds, a whole minute
 * @param to first instant after, milliseconds, a whole minute
 * @param part of the run in which it was put
 * @param firstStatus HTTP status of the first request; 0 where there was no answer at all
 * @param requests how many instances were asked: more than one where the first did not answer
 * @param firstNanos how long the first request took
 * @param nanos how long it took, all requests
 * @param status HTTP status of the last request
 * @param state {@code fresh}, {@code stale} or {@code partial}; empty where it was not answered
 * @param stale whether some of it is stale, also where it is partial
 * @param behindMillis by how much it says that it is behind; negative for not, or by an unknown time
 * @param asOf end of the newest closed pane that it tells, milliseconds; 0 for none
 */
record AskedQuery(
        QueryKind kind,
        String series,
        long from,
        long to,
        Part part,
        int firstStatus,
        int requests,
        long firstNanos,
        long nanos,
        int status,
        String state,
        boolean stale,
        long behindMillis,
        long asOf) {
    private static final int OK = 200;

    /** Parts of a run. */
    enum Part {
        /** Before anything is measured. */
        WARMING("warming up"),
        /** All instances run. */
        WHOLE("all run"),
        /** An instance is dead, or has come back and is not ready yet. */
        ONE_GONE("one is gone"),
        /** All instances run, and there is more to do than they can. */
        SATURATED("saturated");

        private final String text;

        Part(String text) {
            this.text = text;
        }

        /** For people. */
        String text() {
            return text;
        }
    }

    /** A question before it is put. */
    static AskedQuery of(QueryKind kind, String series, long from, long to, Part part) {
        return new AskedQuery(kind, series, from, to, part, 0, 0, 0, 0, 0, "", false, -1, 0);
    }

    /** The same after one more request that had no answer, or another one than was asked for. */
    AskedQuery refused(int with, long tookNanos) {
        return after(with, tookNanos, "", false, -1, 0);
    }

    /** The same after a request that was answered. */
    AskedQuery answered(long tookNanos, String says, boolean isStale, long behind, long closed) {
        return after(OK, tookNanos, says, isStale, behind, closed);
    }

    private AskedQuery after(int with, long took, String says, boolean isStale, long behind, long closed) {
        return new AskedQuery(
                kind,
                series,
                from,
                to,
                part,
                requests == 0 ? with : firstStatus,
                requests + 1,
                requests == 0 ? took : firstNanos,
                nanos + took,
                with,
                says,
                isStale,
                behind,
                closed);
    }

    boolean answered() {
        return status == OK;
    }

    /** Whether the first request was answered, by whichever instance. */
    boolean answeredAtOnce() {
        return firstStatus == OK;
    }
}
