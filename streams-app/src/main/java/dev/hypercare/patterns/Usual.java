package dev.hypercare.patterns;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;

/**
 * How many calls a window of a pattern usually has: means of the windows so far, in which each counts less the older it is. Windows
 * without any are gone through at once, so that a pattern that nobody sees costs nothing. Mean and spread are those of the windows that
 * have ended; the same sums in the same order give the same figures everywhere, since only strict arithmetic is used.
 *
 * @param start of the window that is being counted, milliseconds
 * @param calls it has so far
 * @param windows that have ended
 * @param weight of all that have ended, 0 to 1
 * @param sum their weighted calls
 * @param squares their weighted squares
 */
record Usual(long start, long calls, long windows, double weight, double sum, double squares) {
    /** Nothing is known before the window of an instant. */
    static Usual from(long instant, long window) {
        return new Usual(Math.floorDiv(instant, window) * window, 0, 0, 0, 0, 0);
    }

    /** What is left of a weight after a window. */
    static double left(long window, long memory) {
        return StrictMath.pow(0.5, (double) window / memory);
    }

    /** With all windows ended that end at an instant or before. */
    Usual upTo(long at, long window, double left) {
        long current = Math.floorDiv(at, window) * window;
        if (current <= start) {
            return this;
        }
        long empty = (current - start) / window - 1;
        double share = 1 - left;
        double faded = StrictMath.pow(left, empty);
        return new Usual(
                current,
                0,
                windows + 1 + empty,
                1 - (1 - (weight * left + share)) * faded,
                (sum * left + share * calls) * faded,
                (squares * left + share * calls * calls) * faded);
    }

    Usual add(long more) {
        return new Usual(start, calls + more, windows, weight, sum, squares);
    }

    /** Of a pattern that both turned out to be: what came of either, as if it had been counted as one. */
    Usual plus(Usual other) {
        if (other.windows > windows) {
            return other.plus(this);
        }
        return new Usual(
                start,
                calls + other.calls,
                windows,
                weight,
                sum + other.sum,
                squares + other.squares + (weight == 0 ? 0 : 2 * sum * other.sum / weight));
    }

    /** Calls of a window. */
    double mean() {
        return weight == 0 ? 0 : sum / weight;
    }

    double variance() {
        return weight == 0 ? 0 : Math.max(0, squares / weight - mean() * mean());
    }

    /** As how many windows of the same weight what is known counts. */
    double evidence(double left) {
        return weight / (1 - left);
    }

    void write(BinaryWriter to) {
        to.number(start);
        to.number(calls);
        to.number(windows);
        to.real(weight);
        to.real(sum);
        to.real(squares);
    }

    static Usual read(ByteBuffer from) {
        return new Usual(
                BinaryWriter.readNumber(from),
                BinaryWriter.readNumber(from),
                BinaryWriter.readNumber(from),
                real(from),
                real(from),
                real(from));
    }

    private static double real(ByteBuffer from) {
        return Double.longBitsToDouble(Long.reverseBytes(from.getLong()));
    }
}
