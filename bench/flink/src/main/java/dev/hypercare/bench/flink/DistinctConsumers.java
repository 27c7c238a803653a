package dev.hypercare.bench.flink;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How many different consumers called: up to so many as tokens of their hashes, more in an UltraLogLog. Not thread-safe. */
final class DistinctConsumers {
    private static final int MOST_TOKENS = 128;
    /** In the place of the number of tokens, before the state of a sketch. */
    private static final int SKETCH = MOST_TOKENS + 1;

    private static final int PRECISION = 10;
    private static final int STATE_BYTES = 1 << PRECISION;
    private static final Hasher64 HASHER = Hashing.farmHashNa();

    /** At most half full: a token and one more, which is never 0; 0 is a free place. */
    private int[] table = new int[8];

    private int size;
    private boolean dense;
    private @Nullable UltraLogLog sketch;

    /** Adds the one of a name. */
    void add(byte[] bytes, int start, int length) {
        long hash = HASHER.hashBytesToLong(bytes, start, length);
        if (dense && sketch != null) {
            sketch.add(hash);
        } else {
            token(UltraLogLog.computeToken(hash));
        }
    }

    long estimate() {
        return dense && sketch != null ? Math.round(sketch.getDistinctCountEstimate()) : size;
    }

    /** Empties it for the next use; its memory stays. */
    void clear() {
        if (dense && sketch != null) {
            sketch.reset();
            dense = false;
        } else if (size > 0) {
            Arrays.fill(table, 0);
        }
        size = 0;
    }

    void write(PackedBytes to) {
        if (dense && sketch != null) {
            to.number(SKETCH);
            to.all(sketch.getState(), 0, STATE_BYTES);
            return;
        }
        to.number(size);
        for (int one : table) {
            if (one != 0) {
                to.four(one - 1);
            }
        }
    }

    /** Adds what was written. */
    void merge(PackedReader from) {
        int tokens = (int) from.number();
        if (tokens == SKETCH) {
            byte[] state = Arrays.copyOfRange(from.array(), from.at(), from.at() + STATE_BYTES);
            from.skip(STATE_BYTES);
            densify().add(UltraLogLog.wrap(state));
            return;
        }
        for (int i = 0; i < tokens; i++) {
            token(from.four());
        }
    }

    private void token(int token) {
        if (dense) {
            densify().addToken(token);
            return;
        }
        int place = place(token + 1);
        if (table[place] != 0) {
            return;
        }
        if (size == MOST_TOKENS) {
            densify().addToken(token);
            return;
        }
        if (2 * size == table.length) {
            grow();
            place = place(token + 1);
        }
        table[place] = token + 1;
        size++;
    }

    /** Where it is, or the free place where it belongs. */
    private int place(int entry) {
        int mask = table.length - 1;
        int place = entry >>> 6 & mask;
        while (table[place] != 0 && table[place] != entry) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        int[] old = table;
        table = new int[2 * old.length];
        for (int entry : old) {
            if (entry != 0) {
                table[place(entry)] = entry;
            }
        }
    }

    private UltraLogLog densify() {
        UltraLogLog present = sketch;
        if (present == null) {
            present = UltraLogLog.create(PRECISION);
            sketch = present;
        }
        if (!dense) {
            dense = true;
            for (int entry : table) {
                if (entry != 0) {
                    present.addToken(entry - 1);
                }
            }
            Arrays.fill(table, 0);
            size = 0;
        }
        return present;
    }
}
