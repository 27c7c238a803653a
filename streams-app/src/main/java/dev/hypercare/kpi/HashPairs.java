package dev.hypercare.kpi;

/** A set of hashes of 128 bits, each two numbers, in one array. Nothing is ever taken out. Not thread-safe. */
final class HashPairs {
    private static final int FEWEST = 64;

    /** Pairs side by side; a first number of 0 is a free place. */
    private long[] places = new long[2 * FEWEST];

    private int size;

    /** Whether a pair is in the set. */
    boolean has(long first, long second) {
        return places[place(places, taken(first), second)] != 0;
    }

    /** Puts a pair into the set. Returns false where it was in it. */
    boolean add(long first, long second) {
        int place = place(places, taken(first), second);
        if (places[place] != 0) {
            return false;
        }
        places[place] = taken(first);
        places[place + 1] = second;
        size++;
        if (3L * size > places.length) { // two thirds of the places
            grow();
        }
        return true;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] more = new long[2 * places.length];
        for (int i = 0; i < places.length; i += 2) {
            if (places[i] != 0) {
                int place = place(more, places[i], places[i + 1]);
                more[place] = places[i];
                more[place + 1] = places[i + 1];
            }
        }
        places = more;
    }

    /** Where the pair is, or the free place where it would be. */
    private static int place(long[] in, long first, long second) {
        int mask = in.length - 1;
        int i = (int) first << 1 & mask;
        while (in[i] != 0 && (in[i] != first || in[i + 1] != second)) {
            i = i + 2 & mask;
        }
        return i;
    }

    /** A hash of 0 counts as 1: one of 2^64. */
    private static long taken(long first) {
        return first == 0 ? 1 : first;
    }
}
