package dev.hypercare.bench.replay;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.DistinctCount;
import dev.hypercare.schemas.events.MessageCount;
import dev.hypercare.schemas.events.MessageCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Compares {@code messages} as its schema says that readers use it: records of the same source partition, API and pane add up, because
 * how many there are depends on the flushes; and each partition of the topic ends at the same watermark of each source.
 */
final class MessageSums implements OutputComparison {
    private static final int SHOWN = 5;

    /** What is known of one message. */
    private static final class Sum {
        private long calls;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private final DistinctCount consumers = new DistinctCount();
        private final TreeSet<String> traces = new TreeSet<>();

        void add(MessageCount entry) {
            calls += entry.getCalls();
            first = Math.min(first, entry.getFirstCompletedAt().toEpochMilli());
            last = Math.max(last, entry.getLastCompletedAt().toEpochMilli());
            if (entry.getConsumerSketch() != null) {
                consumers.mergeFrom(entry.getConsumerSketch().duplicate());
            }
            traces.addAll(entry.getTraceIds());
            while (traces.size() > 2) {
                traces.pollLast();
            }
        }

        @Override
        public String toString() {
            BinaryWriter sketch = new BinaryWriter();
            consumers.write(sketch);
            return calls + " calls from " + Instant.ofEpochMilli(first) + " to " + Instant.ofEpochMilli(last) + ", "
                    + consumers.estimate() + " consumers (" + Arrays.hashCode(sketch.toBytes()) + "), traces " + traces;
        }
    }

    private final Function<byte[], MessageCounts> decoder;
    private final Map<String, Sum> right = new TreeMap<>();
    private final Map<String, Sum> others = new TreeMap<>();
    private final Map<String, Long> rightMarks = new TreeMap<>();
    private final Map<String, Long> otherMarks = new TreeMap<>();
    private long expected;
    private long found;

    /** @param decoder of values */
    MessageSums(Function<byte[], MessageCounts> decoder) {
        this.decoder = decoder;
    }

    @Override
    public void expected(ConsumerRecord<byte[], byte[]> record) {
        expected++;
        add(record, right, rightMarks);
    }

    @Override
    public void found(ConsumerRecord<byte[], byte[]> record) {
        found++;
        add(record, others, otherMarks);
    }

    private void add(ConsumerRecord<byte[], byte[]> record, Map<String, Sum> sums, Map<String, Long> marks) {
        MessageCounts counts = decoder.apply(record.value());
        String source = "partition " + record.partition() + ", source " + counts.getSourcePartition();
        if (counts.getApi() == null) {
            marks.merge(
                    source + ", watermark",
                    Objects.requireNonNull(counts.getWatermark()).toEpochMilli(),
                    Math::max);
            return;
        }
        String pane =
                source + ", " + counts.getApi() + " " + counts.getPaneStart() + " taken with " + counts.getTakenWith();
        if (counts.getOverflow() > 0) {
            marks.merge(pane + ", overflow", counts.getOverflow(), Long::sum);
        }
        for (MessageCount entry : counts.getEntries()) {
            String message = pane + " " + entry.getStatus() + " " + entry.getErrorCode() + " " + entry.getRoute() + " "
                    + entry.getVersion() + " '" + entry.getMessage() + "'";
            sums.computeIfAbsent(message, unseen -> new Sum()).add(entry);
        }
    }

    @Override
    public TopicResult result() {
        List<String> first = new ArrayList<>();
        long differing = differences(right, others, first) + differences(rightMarks, otherMarks, first);
        return new TopicResult("messages", "sums of " + right.size() + " messages", expected, found, differing, first);
    }

    private static long differences(Map<String, ?> right, Map<String, ?> others, List<String> first) {
        TreeSet<String> all = new TreeSet<>(right.keySet());
        all.addAll(others.keySet());
        long differing = 0;
        for (String what : all) {
            String expected = shown(right.get(what));
            String found = shown(others.get(what));
            if (!expected.equals(found)) {
                differing++;
                if (first.size() < SHOWN) {
                    first.add("messages, " + what + ": " + found + " (expected: " + expected + ")");
                }
            }
        }
        return differing;
    }

    private static String shown(@Nullable Object sum) {
        return sum == null ? "none" : sum.toString();
    }
}
