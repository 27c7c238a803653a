package dev.hypercare.contract.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The plain numbers of {@link Kpis}: sums, which can be taken away again, and two maxima, which cannot. Not thread-safe. */
final class KpiNumbers {
    static final int CALLS = 0;
    static final int CLIENT_ERRORS = 1;
    static final int SERVER_ERRORS = 2;
    static final int NO_RESPONSE = 3;
    static final int LATE = 4;
    static final int DUPLICATES = 5;
    static final int REQUEST_BYTES = 6;
    static final int RESPONSE_BYTES = 7;
    static final int AI_CALLS = 8;
    static final int USAGE_MISSING = 9;
    static final int TOKENS_IN = 10;
    static final int TOKENS_OUT = 11;
    static final int TOKENS_CACHED = 12;
    static final int TOKENS_REASONING = 13;
    static final int COST = 14;
    static final int TOO_LATE = 15;
    static final int BEHIND_MAX = 16;
    static final int LATENESS_MAX = 17;

    /** How many there are: the bits of the mask that they take. */
    static final int COUNT = 18;

    /** The sums come first. */
    private static final int SUMS = BEHIND_MAX;

    /** The order of layout 1, after the calls and their failures. */
    private static final int[] LAYOUT_ONE = {
        CLIENT_ERRORS,
        SERVER_ERRORS,
        NO_RESPONSE,
        LATE,
        REQUEST_BYTES,
        RESPONSE_BYTES,
        AI_CALLS,
        USAGE_MISSING,
        TOKENS_IN,
        TOKENS_OUT,
        TOKENS_CACHED,
        TOKENS_REASONING,
        COST
    };

    private final long[] numbers = new long[COUNT];

    /** Whether a call with this status failed: 5xx or no response. */
    static boolean failed(int status) {
        return status == 0 || status >= 500 && status < 600;
    }

    /** Adds a call. */
    void add(MeasuredCall call) {
        numbers[CALLS]++;
        int status = call.status();
        if (status >= 400 && status < 500) {
            numbers[CLIENT_ERRORS]++;
        } else if (failed(status)) {
            numbers[status == 0 ? NO_RESPONSE : SERVER_ERRORS]++;
        }
        if (call.late()) {
            numbers[LATE]++;
        }
        numbers[BEHIND_MAX] = Math.max(numbers[BEHIND_MAX], call.behindMillis());
        numbers[LATENESS_MAX] = Math.max(numbers[LATENESS_MAX], call.latenessMillis());
        addTold(REQUEST_BYTES, call.requestBytes());
        addTold(RESPONSE_BYTES, call.responseBytes());
        if (call.toModel()) {
            addUsage(call);
        }
    }

    private void addUsage(MeasuredCall call) {
        numbers[AI_CALLS]++;
        if (call.tokensIn() < 0 && call.tokensOut() < 0) {
            numbers[USAGE_MISSING]++;
        }
        addTold(TOKENS_IN, call.tokensIn());
        addTold(TOKENS_OUT, call.tokensOut());
        addTold(TOKENS_CACHED, call.tokensCached());
        addTold(TOKENS_REASONING, call.tokensReasoning());
        addTold(COST, call.costMicros());
    }

    private void addTold(int sum, long value) {
        numbers[sum] += Math.max(0, value);
    }

    /** Back to nothing. */
    void clear() {
        Arrays.fill(numbers, 0);
    }

    long get(int number) {
        return numbers[number];
    }

    void add(int sum, long value) {
        numbers[sum] += value;
    }

    void merge(KpiNumbers other) {
        for (int i = 0; i < SUMS; i++) {
            numbers[i] += other.numbers[i];
        }
        for (int i = SUMS; i < COUNT; i++) {
            numbers[i] = Math.max(numbers[i], other.numbers[i]);
        }
    }

    /** Takes the sums away; the maxima stay. */
    void subtract(KpiNumbers other) {
        for (int i = 0; i < SUMS; i++) {
            numbers[i] -= other.numbers[i];
        }
    }

    /** A bit for each that is not 0. */
    int mask() {
        int mask = 0;
        for (int i = 0; i < COUNT; i++) {
            mask |= numbers[i] != 0 ? 1 << i : 0;
        }
        return mask;
    }

    /** Writes those that are not 0, in order. */
    void write(BinaryWriter to) {
        for (long number : numbers) {
            if (number != 0) {
                to.number(number);
            }
        }
    }

    /** Adds those that a mask tells to be there. */
    void mergeFrom(int mask, ByteBuffer from) {
        for (int rest = mask & (1 << COUNT) - 1; rest != 0; rest &= rest - 1) {
            int i = Integer.numberOfTrailingZeros(rest);
            long number = BinaryWriter.readNumber(from);
            numbers[i] = i < SUMS ? numbers[i] + number : Math.max(numbers[i], number);
        }
    }

    /** Takes the sums away that a mask tells to be there; the maxima stay. */
    void subtractFrom(int mask, ByteBuffer from) {
        for (int rest = mask & (1 << COUNT) - 1; rest != 0; rest &= rest - 1) {
            int i = Integer.numberOfTrailingZeros(rest);
            long number = BinaryWriter.readNumber(from);
            numbers[i] -= i < SUMS ? number : 0;
        }
    }

    /** Adds those of layout 1: 15, of which the second is the sum of two others. */
    void mergeLayoutOne(ByteBuffer from) {
        numbers[CALLS] += BinaryWriter.readNumber(from);
        BinaryWriter.readNumber(from);
        for (int i : LAYOUT_ONE) {
            numbers[i] += BinaryWriter.readNumber(from);
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof KpiNumbers other && Arrays.equals(numbers, other.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }
}
