package dev.hypercare.bench.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Record for record: the same keys, value bytes and headers in the same order, strand by strand. A strand is what has an order of its own
 * in an output partition. Timestamps are not looked at where they are the time of writing.
 */
final class InOrder implements OutputComparison {
    private static final int SHOWN = 5;

    /** One order, as far as the runs are apart. */
    private static final class Strand {
        private final Deque<ConsumerRecord<byte[], byte[]>> expected = new ArrayDeque<>();
        private final Deque<ConsumerRecord<byte[], byte[]>> found = new ArrayDeque<>();
        private long number;
        /** From here on the runs are out of step, and each further difference would only follow from the first. */
        private boolean lost;
    }

    private final String topic;
    private final String rule;
    private final Function<byte[], @Nullable GenericRecord> decoder;
    private final Function<ConsumerRecord<byte[], byte[]>, String> strandOf;
    private final boolean timestamps;
    private final Map<String, Strand> strands = new LinkedHashMap<>();
    private final List<String> first = new ArrayList<>();
    private long expected;
    private long found;
    private long differing;

    /**
     * @param topic for people
     * @param rule what a strand is, for people
     * @param timestamps whether they have to be equal too
     * @param decoder of values, to tell differences
     * @param strandOf the strand of a record
     */
    InOrder(
            String topic,
            String rule,
            boolean timestamps,
            Function<byte[], @Nullable GenericRecord> decoder,
            Function<ConsumerRecord<byte[], byte[]>, String> strandOf) {
        this.topic = topic;
        this.rule = rule;
        this.timestamps = timestamps;
        this.decoder = decoder;
        this.strandOf = strandOf;
    }

    @Override
    public void expected(ConsumerRecord<byte[], byte[]> record) {
        expected++;
        String name = strandOf.apply(record);
        Strand strand = strand(name);
        strand.expected.add(record);
        compare(name, strand);
    }

    @Override
    public void found(ConsumerRecord<byte[], byte[]> record) {
        found++;
        String name = strandOf.apply(record);
        Strand strand = strand(name);
        strand.found.add(record);
        compare(name, strand);
    }

    @Override
    public TopicResult result() {
        strands.forEach((name, strand) -> {
            long left = strand.expected.size() + strand.found.size();
            if (left > 0 && !strand.lost) {
                boolean missing = strand.found.isEmpty();
                ConsumerRecord<byte[], byte[]> next = missing ? strand.expected.getFirst() : strand.found.getFirst();
                differs(
                        left,
                        name,
                        strand,
                        left + (missing ? " missing, from " : " too many, from ") + key(next) + " on");
            }
        });
        return new TopicResult(topic, rule, expected, found, differing, first);
    }

    private Strand strand(String name) {
        return strands.computeIfAbsent(name, unseen -> new Strand());
    }

    private void compare(String name, Strand strand) {
        while (!strand.expected.isEmpty() && !strand.found.isEmpty()) {
            ConsumerRecord<byte[], byte[]> right = strand.expected.remove();
            ConsumerRecord<byte[], byte[]> other = strand.found.remove();
            if (strand.lost) {
                differing++;
            } else if (!Arrays.equals(right.key(), other.key())) {
                strand.lost = true;
                differs(
                        1,
                        name,
                        strand,
                        "key " + key(other) + " (expected: " + key(right) + "); not looked at further");
            } else if (!Arrays.equals(right.value(), other.value())) {
                differs(
                        1,
                        name,
                        strand,
                        key(right) + ": "
                                + FieldDifferences.first(decoder.apply(right.value()), decoder.apply(other.value())));
            } else if (!right.headers().equals(other.headers())) {
                differs(
                        1,
                        name,
                        strand,
                        key(right) + ": headers " + other.headers() + " (expected: " + right.headers() + ")");
            } else if (timestamps && right.timestamp() != other.timestamp()) {
                differs(
                        1,
                        name,
                        strand,
                        key(right) + ": timestamp " + other.timestamp() + " (expected: " + right.timestamp() + ")");
            }
            strand.number++;
        }
    }

    private void differs(long records, String name, Strand strand, String how) {
        differing += records;
        if (first.size() < SHOWN) {
            first.add(topic + ", " + name + ", record " + strand.number + ": " + how);
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "without key" : new String(record.key(), StandardCharsets.UTF_8);
    }
}
