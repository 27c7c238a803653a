package dev.hypercare.patterns.tickets.text;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A subject: the mean of the texts that it has, as terms with weights; the newest fifty count most. */
final class SubjectCluster {
    private static final int LAYOUT = 1;
    /** A text never moves the mean by less than this, so that a subject follows what people write now. */
    private static final double SMALLEST_STEP = 0.02;
    /** So many terms are kept when there are more than twice as many. */
    static final int TERMS = 24;

    final String id;
    /** Its number in the order of their beginning. */
    final long born;

    final List<String> aliases = new ArrayList<>();
    int[] terms = new int[8];
    double[] weights = new double[8];
    int size;
    long total;
    long lastUsed;

    SubjectCluster(String id, long born) {
        this.id = id;
        this.born = born;
    }

    /**
     * Moves the mean towards a text or another subject.
     *
     * @param more how many texts that stands for
     * @param added told of each term that the subject did not have
     */
    void blend(int[] otherTerms, double[] otherWeights, int otherSize, long more, IntConsumer added) {
        total += more;
        double step = Math.max((double) more / total, total == more ? 1 : SMALLEST_STEP);
        for (int i = 0; i < size; i++) {
            weights[i] *= 1 - step;
        }
        int before = size;
        for (int i = 0; i < otherSize; i++) {
            int at = indexOf(otherTerms[i], before);
            if (at < 0) {
                at = add(otherTerms[i]);
                added.accept(otherTerms[i]);
            }
            weights[at] += step * otherWeights[i];
        }
    }

    /** Keeps the terms that say most; told of each that goes. */
    void prune(TermTable table, IntConsumer removed) {
        if (size <= 2 * TERMS) {
            return;
        }
        Integer[] order = IntStream.range(0, size).boxed().toArray(Integer[]::new);
        Arrays.sort(
                order,
                Comparator.<Integer>comparingDouble(i -> -weights[i] * table.idf(terms[i]))
                        .thenComparing(i -> table.name(terms[i])));
        int[] keptTerms = new int[2 * TERMS];
        double[] keptWeights = new double[2 * TERMS];
        for (int i = 0; i < size; i++) {
            if (i < TERMS) {
                keptTerms[i] = terms[order[i]];
                keptWeights[i] = weights[order[i]];
            } else {
                removed.accept(terms[order[i]]);
            }
        }
        terms = keptTerms;
        weights = keptWeights;
        size = TERMS;
    }

    private int indexOf(int term, int end) {
        for (int i = 0; i < end; i++) {
            if (terms[i] == term) {
                return i;
            }
        }
        return -1;
    }

    private int add(int term) {
        if (size == terms.length) {
            terms = Arrays.copyOf(terms, size * 2);
            weights = Arrays.copyOf(weights, size * 2);
        }
        terms[size] = term;
        return size++;
    }

    byte[] toBytes(TermTable table) {
        BinaryWriter writer = new BinaryWriter();
        writer.raw(LAYOUT);
        writer.number(born);
        writer.number(total);
        writer.number(lastUsed);
        writer.number(aliases.size());
        aliases.forEach(writer::text);
        writer.number(size);
        for (int i = 0; i < size; i++) {
            writer.text(table.name(terms[i]));
            writer.real(weights[i]);
        }
        return writer.toBytes();
    }

    static SubjectCluster of(String id, byte[] bytes, TermTable table) {
        ByteBuffer from = BinaryWriter.begin(bytes, LAYOUT, "subjects of tickets");
        SubjectCluster cluster = new SubjectCluster(id, BinaryWriter.readNumber(from));
        cluster.total = BinaryWriter.readNumber(from);
        cluster.lastUsed = BinaryWriter.readNumber(from);
        for (long n = BinaryWriter.readNumber(from); n > 0; n--) {
            cluster.aliases.add(BinaryWriter.readText(from));
        }
        for (long n = BinaryWriter.readNumber(from); n > 0; n--) {
            int at = cluster.add(table.place(BinaryWriter.readText(from)));
            cluster.weights[at] = BinaryWriter.readReal(from);
        }
        return cluster;
    }
}
