package dev.hypercare.rules;

import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.streams.Tick;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Tells the stage that reads {@code verdicts} how far event time has come: after the verdicts of a slice a tick, in the partition that
 * the verdicts of this task go to. Of a silence that comes as one slice there is one tick, so how many there are is not part of what is
 * decided.
 */
final class TimeProcessor implements Processor<String, ClosedSlice, String, Verdict> {
    private @Nullable ProcessorContext<String, Verdict> context;

    @Override
    public void init(ProcessorContext<String, Verdict> processorContext) {
        context = processorContext;
    }

    @Override
    @SuppressWarnings("NullAway") // A tick is a record without a value.
    public void process(Record<String, ClosedSlice> record) {
        ProcessorContext<String, Verdict> to = Objects.requireNonNull(context, "init comes first");
        String key = VerdictPartitions.tick(to.taskId().partition());
        long end = record.value().endMillis();
        to.forward(new Record<>(key, null, record.timestamp(), Tick.headers(end)));
    }
}
