package dev.hypercare.bench.flink;

/** The trace id of the call that ranks highest, such as the slowest; of equal ranks the first. Not thread-safe. */
final class TraceSample {
    private static final int LONGEST = 128;

    private long rank = -1;
    private byte[] trace = new byte[32];
    private int length;

    void offer(long candidate, byte[] bytes, int start, int size) {
        if (candidate <= rank || size <= 0 || size > LONGEST) {
            return;
        }
        if (trace.length < size) {
            trace = new byte[size];
        }
        System.arraycopy(bytes, start, trace, 0, size);
        length = size;
        rank = candidate;
    }

    void clear() {
        rank = -1;
        length = 0;
    }

    void write(PackedBytes to) {
        to.number(length);
        if (length > 0) {
            to.number(rank);
            to.all(trace, 0, length);
        }
    }

    /** Adds what was written. */
    void merge(PackedReader from) {
        int size = (int) from.number();
        if (size > 0) {
            long candidate = from.number();
            offer(candidate, from.array(), from.at(), size);
            from.skip(size);
        }
    }
}
