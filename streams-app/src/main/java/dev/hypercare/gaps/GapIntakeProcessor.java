package dev.hypercare.gaps;

import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Takes what one stream brings; passes on what the desk can use. */
final class GapIntakeProcessor<K, V> implements Processor<K, V, String, byte[]> {
    /** How a record is read; {@code partition} is that of the task. Null where it says nothing that can be used. */
    @FunctionalInterface
    interface Reader<K, V> {
        @Nullable
        GapArrival read(Record<K, V> record, int partition);
    }

    private final Reader<K, V> reader;
    private @Nullable ProcessorContext<String, byte[]> context;

    GapIntakeProcessor(Reader<K, V> reader) {
        this.reader = reader;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<K, V> record) {
        ProcessorContext<String, byte[]> to = Objects.requireNonNull(context, "init comes first");
        GapArrival read = reader.read(record, to.taskId().partition());
        if (read != null) {
            // One partition takes all, so the key says nothing.
            to.forward(new Record<>("", read.toBytes(), Math.max(0, record.timestamp())));
        }
    }
}
