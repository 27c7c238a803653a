package dev.hypercare.contract.measure;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many different things were added, each told by its {@link #hash}. Up to 128 are counted exactly (but for one chance in 25,000
 * that two of 128 look the same), more with a standard error of 2.4 %, in about a kilobyte. What it holds, and its bytes, depend
 * only on the set of hashes: adding and merging commute, associate, and change nothing the second time. Not thread-safe.
 *
 * <p>The bytes: a number, 0 to 128, and so many tokens of 4 bytes, big endian, ascending as unsigned numbers; or the number -1 and, as
 * a block, the state of an UltraLogLog of precision 10.
 */
public final class DistinctCount {
    /** This many are held one by one: in a table half full they take no more room than the sketch. */
    static final int EXACT = 128;

    private static final int PRECISION = 10;
    private static final int STATE_BYTES = 1 << PRECISION;
    private static final int SMALLEST_TABLE = 8;
    /** In the place of the count, before the state of a sketch. */
    private static final int SKETCH = -1;

    /** The lower bits of a token count the leading zeros of what 26 bits of the hash leave. */
    private static final int ZEROS = 0x3F;

    private static final int MOST_ZEROS = 38;
    private static final boolean[] POSSIBLE = possibleRegisters();
    private static final Hasher64 HASHER = Hashing.farmHashNa();

    /** Open addressing over inverted tokens, at most half full; no token is all ones, so that 0 is a free place. */
    private int @Nullable [] table;

    private int size;
    /** What is counted once there are more than {@link #EXACT}; kept for later by {@link #clear}. */
    private @Nullable UltraLogLog sketch;

    private boolean dense;

    /**
     * The hash of a name: FarmHash Fingerprint64, which is fixed for good and known to other languages. It is part of the binary form:
     * another one would count every name twice, so it never changes.
     */
    public static long hash(byte[] bytes, int start, int length) {
        return HASHER.hashBytesToLong(bytes, start, length);
    }

    /** Adds what has this hash. */
    public void add(long hash64) {
        if (dense) {
            sketch().add(hash64);
        } else {
            addToken(UltraLogLog.computeToken(hash64));
        }
    }

    /** Adds all of another. */
    public void merge(DistinctCount other) {
        if (other.dense) {
            densify();
            sketch().add(other.sketch());
        } else if (other.table != null && other != this) {
            for (int inverted : other.table) {
                if (inverted != 0) {
                    addToken(~inverted);
                }
            }
        }
    }

    /** About how many different ones were added; exact up to 128. */
    public long estimate() {
        return dense ? Math.max(EXACT + 1, Math.round(sketch().getDistinctCountEstimate())) : size;
    }

    public boolean isEmpty() {
        return !dense && size == 0;
    }

    /** Forgets everything and keeps the memory for what comes. */
    public void clear() {
        clearTable();
        if (dense) {
            sketch().reset();
            dense = false;
        }
    }

    /** Appends what {@link #mergeFrom} reads. */
    public void write(BinaryWriter to) {
        if (dense) {
            to.number(SKETCH);
            to.block(sketch().getState());
            return;
        }
        to.number(size);
        for (int ordered : ordered()) {
            int token = ordered ^ Integer.MIN_VALUE;
            for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                to.raw(token >>> shift);
            }
        }
    }

    /** Adds a written one to this. Error: {@link IllegalArgumentException} on bytes that none was written as; this is unchanged then. */
    public void mergeFrom(ByteBuffer from) {
        ByteBuffer copy = from.duplicate();
        try {
            long count = BinaryWriter.readNumber(copy);
            if (count == SKETCH) {
                mergeState(BinaryWriter.readBlock(copy));
            } else if (count < 0 || count > copy.remaining() / Integer.BYTES || count > EXACT) {
                throw bad("a count of " + count + " with " + copy.remaining() + " bytes left");
            } else {
                mergeTokens(copy, (int) count);
            }
        } catch (BufferUnderflowException e) {
            throw bad("the bytes end early");
        }
        from.position(copy.position());
    }

    private void mergeTokens(ByteBuffer from, int count) {
        int first = from.position();
        int end = first + count * Integer.BYTES;
        for (int at = first; at < end; at += Integer.BYTES) {
            int token = from.getInt(at);
            if ((token & ZEROS) > MOST_ZEROS) {
                throw bad("not a token: " + Integer.toHexString(token));
            }
            if (at > first && Integer.compareUnsigned(from.getInt(at - Integer.BYTES), token) >= 0) {
                throw bad("tokens that do not ascend");
            }
        }
        while (from.position() < end) {
            addToken(from.getInt());
        }
    }

    private void mergeState(byte[] state) {
        if (state.length != STATE_BYTES) {
            throw bad("a sketch of " + state.length + " bytes (expected: " + STATE_BYTES + ")");
        }
        for (byte register : state) {
            if (!POSSIBLE[register & 0xFF]) {
                throw bad("not a register: " + (register & 0xFF));
            }
        }
        densify();
        sketch().add(UltraLogLog.wrap(state));
    }

    private void addToken(int token) {
        if (dense) {
            sketch().addToken(token);
            return;
        }
        int[] places = table == null ? table = new int[SMALLEST_TABLE] : table;
        int place = placeOf(places, token);
        if (places[place] != 0) {
            return;
        }
        if (size == EXACT) {
            densify();
            sketch().addToken(token);
            return;
        }
        if (size * 2 == places.length) {
            places = grown(places);
            table = places;
            place = placeOf(places, token);
        }
        places[place] = ~token;
        size++;
    }

    /** Where the token is, or the free place where it belongs. */
    private static int placeOf(int[] places, int token) {
        int place = token >>> 6 & places.length - 1;
        while (places[place] != 0 && places[place] != ~token) {
            place = place + 1 & places.length - 1;
        }
        return place;
    }

    private static int[] grown(int[] places) {
        int[] larger = new int[places.length * 2];
        for (int inverted : places) {
            if (inverted != 0) {
                larger[placeOf(larger, ~inverted)] = inverted;
            }
        }
        return larger;
    }

    private void densify() {
        if (dense) {
            return;
        }
        if (sketch == null) {
            sketch = UltraLogLog.create(PRECISION);
        }
        dense = true;
        for (int inverted : table == null ? new int[0] : table) {
            if (inverted != 0) {
                sketch.addToken(~inverted);
            }
        }
        clearTable();
    }

    private void clearTable() {
        if (size > 0 && table != null) {
            Arrays.fill(table, 0);
            size = 0;
        }
    }

    private UltraLogLog sketch() {
        if (sketch == null) {
            throw new IllegalStateException("there is no sketch yet");
        }
        return sketch;
    }

    /** The tokens, ascending as unsigned numbers once their first bit is flipped. */
    private int[] ordered() {
        int[] ordered = new int[size];
        int n = 0;
        for (int inverted : table == null ? ordered : table) {
            if (inverted != 0) {
                ordered[n++] = ~inverted ^ Integer.MIN_VALUE;
            }
        }
        Arrays.sort(ordered);
        return ordered;
    }

    /** What a register of a sketch may hold: nothing, or the largest of its values and which of the two below it were there. */
    private static boolean[] possibleRegisters() {
        boolean[] possible = new boolean[256];
        UltraLogLog one = UltraLogLog.create(PRECISION);
        possible[0] = true;
        int most = Long.SIZE - PRECISION;
        for (int zeros = 0; zeros <= most; zeros++) {
            for (int below = 0; below < 4; below++) {
                one.reset();
                one.add(ofFirstRegister(zeros));
                for (int step = 1; step <= 2 && step <= zeros; step++) {
                    if ((below & step) != 0) {
                        one.add(ofFirstRegister(zeros - step));
                    }
                }
                possible[one.getState()[0] & 0xFF] = true;
            }
        }
        return possible;
    }

    private static long ofFirstRegister(int zeros) {
        return zeros == Long.SIZE - PRECISION ? 0 : 1L << (Long.SIZE - PRECISION - 1 - zeros);
    }

    private static IllegalArgumentException bad(String reason) {
        return new IllegalArgumentException("not a count of different things: " + reason);
    }

    @Override
    public boolean equals(Object o) {
        if (!(o instanceof DistinctCount other) || dense != other.dense || size != other.size) {
            return false;
        }
        return dense
                ? Arrays.equals(sketch().getState(), other.sketch().getState())
                : Arrays.equals(ordered(), other.ordered());
    }

    @Override
    public int hashCode() {
        return dense ? Arrays.hashCode(sketch().getState()) : Arrays.hashCode(ordered());
    }

    @Override
    public String toString() {
        return "DistinctCount[" + estimate() + "]";
    }
}
