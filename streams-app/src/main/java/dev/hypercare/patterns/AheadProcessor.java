package dev.hypercare.patterns;

import dev.hypercare.patterns.PatternsProcessor.Output;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.streams.Tick;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Verdicts as they are, time as far ahead as those: no verdict comes that holds from that instant on or before. */
final class AheadProcessor implements Processor<String, Output, String, Verdict> {
    private @Nullable ProcessorContext<String, Verdict> context;

    @Override
    public void init(ProcessorContext<String, Verdict> processorContext) {
        context = processorContext;
    }

    @Override
    @SuppressWarnings("NullAway") // A tick is a record without a value.
    public void process(Record<String, Output> record) {
        ProcessorContext<String, Verdict> to = Objects.requireNonNull(context, "init comes first");
        if (record.value() instanceof Output.Said said) {
            to.forward(record.withValue(said.verdict()));
            return;
        }
        long upTo = Tick.at(record.headers()).orElseThrow() + PatternVerdicts.AHEAD_MILLIS;
        to.forward(new Record<>(record.key(), null, record.timestamp(), Tick.headers(upTo)));
    }
}
