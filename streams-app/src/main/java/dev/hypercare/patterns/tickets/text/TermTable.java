package dev.hypercare.patterns.tickets.text;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How usual terms are: how many texts had each, where a text counts half as much after the half-life. Old ones are not made smaller:
 * new ones count more, so that only what a text has changes. Terms have places, numbers from 0 on, that mean nothing outside.
 */
final class TermTable {
    private static final double LARGEST_UNIT = 1e100;

    private final Map<String, Integer> places = new HashMap<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private final Set<String> changed = new TreeSet<>();
    private final double growth;
    private final int maxTerms;
    private String[] names = new String[1024];
    private String[] shown = new String[1024];
    private double[] counts = new double[1024];
    private double[] idf = new double[1024];
    private long[] idfAsOf = new long[1024];
    private double documents;
    private double unit = 1;
    private long version;
    /** So many were used when they were counted last. */
    private int used;

    TermTable(int maxTerms, int halfLife) {
        this.maxTerms = maxTerms;
        this.growth = Math.pow(2, 1.0 / halfLife);
    }

    /** Counts a text; every term of it has a place after that. */
    void count(SubjectText text) {
        unit *= growth;
        if (unit > LARGEST_UNIT) {
            rescale();
        }
        documents += unit;
        version++;
        for (String term : text.terms().keySet()) {
            int place = place(term, text.shown().getOrDefault(term, ""));
            counts[place] += unit;
            changed.add(term);
        }
    }

    /** The place of a term that was counted or restored. */
    int place(String term) {
        return place(term, "");
    }

    private int place(String term, String asShown) {
        Integer known = places.get(term);
        if (known != null) {
            return known;
        }
        Integer reused = free.poll();
        int place = reused == null ? places.size() : reused;
        if (place >= names.length) {
            grow();
        }
        places.put(term, place);
        names[place] = term;
        shown[place] = asShown;
        counts[place] = 0;
        idfAsOf[place] = -1;
        return place;
    }

    /** One more than the largest place. */
    int size() {
        return places.size() + free.size();
    }

    String name(int place) {
        return names[place];
    }

    /** The term as people wrote it; empty for a pair of words. */
    String shown(int place) {
        return shown[place];
    }

    /** How telling a term is now: the rarer the more; at least some for a term of every text. */
    double idf(int place) {
        if (idfAsOf[place] != version) {
            // A comparison has it twice: its root leaves texts less to their rarest word.
            idf[place] = Math.sqrt(Math.log(1 + documents / Math.max(counts[place], unit)));
            idfAsOf[place] = version;
        }
        return idf[place];
    }

    /**
     * Forgets the rarer half of the terms that nobody uses, where there are too many of these. All of them are looked at only when there
     * may be, so that this costs a text next to nothing however many are used.
     */
    void limit(IntPredicate isUsed) {
        if (places.size() - used <= maxTerms) {
            return;
        }
        List<Integer> idle = new ArrayList<>();
        for (int place : places.values()) {
            if (!isUsed.test(place)) {
                idle.add(place);
            }
        }
        used = places.size() - idle.size();
        if (idle.size() <= maxTerms) {
            return;
        }
        idle.sort(Comparator.<Integer>comparingDouble(place -> counts[place]).thenComparing(place -> names[place]));
        for (int place : idle.subList(0, (idle.size() + 1) / 2)) {
            places.remove(names[place]);
            changed.add(names[place]);
            free.add(place);
        }
    }

    /** Hands over what changed since the last time: a term and its bytes, null for one that was forgotten. */
    void drain(BiConsumer<String, byte @Nullable []> to) {
        for (String term : changed) {
            Integer place = places.get(term);
            to.accept(term, place == null ? null : bytes(place));
        }
        changed.clear();
    }

    private byte[] bytes(int place) {
        BinaryWriter writer = new BinaryWriter();
        writer.real(counts[place]);
        writer.text(shown[place]);
        return writer.toBytes();
    }

    void restore(String term, byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        double count = BinaryWriter.readReal(from);
        int place = place(term, BinaryWriter.readText(from));
        counts[place] = count;
    }

    /** What is to be kept of the table as a whole. */
    void writeTotals(BinaryWriter to) {
        to.real(documents);
        to.real(unit);
        to.number(used);
    }

    void readTotals(ByteBuffer from) {
        documents = BinaryWriter.readReal(from);
        unit = BinaryWriter.readReal(from);
        used = from.hasRemaining() ? Math.toIntExact(BinaryWriter.readNumber(from)) : 0;
        version++;
    }

    private void rescale() {
        documents /= unit;
        for (Map.Entry<String, Integer> entry : places.entrySet()) {
            counts[entry.getValue()] /= unit;
            changed.add(entry.getKey());
        }
        unit = 1;
    }

    private void grow() {
        int more = names.length * 2;
        names = Arrays.copyOf(names, more);
        shown = Arrays.copyOf(shown, more);
        counts = Arrays.copyOf(counts, more);
        idf = Arrays.copyOf(idf, more);
        idfAsOf = Arrays.copyOf(idfAsOf, more);
    }
}
