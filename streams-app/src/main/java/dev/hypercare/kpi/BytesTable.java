package dev.hypercare.kpi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds things by a range of bytes without making an object of it. The hash is seeded anew in each process, so that nobody can choose
 * names that collide; no result may depend on the order of the table. Not thread-safe.
 */
final class BytesTable<V> {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SEED = new SecureRandom().nextLong();
    private static final long SECRET = new SecureRandom().nextLong();
    private static final int FEWEST = 64;

    private record Slot<V>(byte[] key, V value) {}

    private long[] hashes = new long[FEWEST];
    private Slot<V>[] slots = slots(FEWEST);
    private int size;

    /** What is kept under the range; null for nothing. */
    @Nullable
    V get(byte[] bytes, int start, int length) {
        long hash = hash(bytes, start, length);
        int mask = slots.length - 1;
        for (int i = (int) hash & mask; slots[i] != null; i = (i + 1) & mask) {
            if (hashes[i] == hash && same(slots[i].key, bytes, start, length)) {
                return slots[i].value;
            }
        }
        return null;
    }

    /** Keeps a value under the whole of an array that nobody changes any more, where none is kept yet. */
    void put(byte[] key, V value) {
        if (2 * (size + 1) > slots.length) {
            rebuild(slots.length * 2, kept -> true);
        }
        insert(hash(key, 0, key.length), new Slot<>(key, value));
    }

    /** Keeps a value under a copy of the range, where none is kept yet. */
    void put(byte[] bytes, int start, int length, V value) {
        put(Arrays.copyOfRange(bytes, start, start + length), value);
    }

    int size() {
        return size;
    }

    void forEach(Consumer<V> action) {
        for (Slot<V> slot : slots) {
            if (slot != null) {
                action.accept(slot.value);
            }
        }
    }

    /** Forgets all that is not to be kept. */
    void keep(Predicate<V> kept) {
        int n = 0;
        for (Slot<V> slot : slots) {
            if (slot != null && kept.test(slot.value)) {
                n++;
            }
        }
        rebuild(Math.max(FEWEST, Integer.highestOneBit(n + 1) * 4), kept);
    }

    private void rebuild(int length, Predicate<V> kept) {
        long[] oldHashes = hashes;
        Slot<V>[] oldSlots = slots;
        hashes = new long[length];
        slots = slots(length);
        size = 0;
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != null && kept.test(oldSlots[i].value)) {
                insert(oldHashes[i], oldSlots[i]);
            }
        }
    }

    private void insert(long hash, Slot<V> slot) {
        int mask = slots.length - 1;
        int i = (int) hash & mask;
        while (slots[i] != null) {
            i = (i + 1) & mask;
        }
        hashes[i] = hash;
        slots[i] = slot;
        size++;
    }

    private static boolean same(byte[] key, byte[] bytes, int start, int length) {
        return Arrays.equals(key, 0, key.length, bytes, start, start + length);
    }

    /** Two words at a time are folded in, as wyhash does; the last two may overlap those before. */
    static long hash(byte[] bytes, int start, int length) {
        long hash = SEED + length;
        int last = start + length - 2 * Long.BYTES;
        for (int at = start; at < last; at += 2 * Long.BYTES) {
            hash = fold(word(bytes, at) ^ SECRET, word(bytes, at + Long.BYTES) ^ hash);
        }
        if (last >= start) {
            hash = fold(word(bytes, last) ^ SECRET, word(bytes, last + Long.BYTES) ^ hash);
        } else if (length >= Long.BYTES) {
            hash = fold(word(bytes, start) ^ SECRET, word(bytes, last + Long.BYTES) ^ hash);
        } else {
            long word = 0;
            for (int at = start; at < start + length; at++) {
                word = word << Byte.SIZE | bytes[at] & 0xFF;
            }
            hash = fold(word ^ SECRET, hash);
        }
        return fold(hash ^ SECRET, SEED);
    }

    private static long word(byte[] bytes, int at) {
        return (long) WORD.get(bytes, at);
    }

    private static long fold(long a, long b) {
        return Math.multiplyHigh(a, b) ^ a * b;
    }

    @SuppressWarnings("unchecked") // an array of a generic type cannot be made otherwise
    private static <V> Slot<V>[] slots(int length) {
        return (Slot<V>[]) new Slot<?>[length];
    }
}
