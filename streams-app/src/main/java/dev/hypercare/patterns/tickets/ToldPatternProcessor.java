package dev.hypercare.patterns.tickets;

import dev.hypercare.patterns.tickets.TicketArrival.Kind;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.streams.Tick;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Takes patterns as they are told, and ticks between them, and passes them on to the desk of tickets with the partition that told them. */
final class ToldPatternProcessor implements Processor<String, Pattern, String, byte[]> {
    private static final byte[] NOTHING = {};

    private final Function<Pattern, byte[]> form;
    private @Nullable ProcessorContext<String, byte[]> context;

    ToldPatternProcessor(Function<Pattern, byte[]> form) {
        this.form = form;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<String, Pattern> record) {
        ProcessorContext<String, byte[]> to = Objects.requireNonNull(context, "init comes first");
        int partition = to.recordMetadata().map(source -> source.partition()).orElse(0);
        Pattern pattern = record.value();
        if (pattern != null) {
            long at = pattern.getAt().toEpochMilli();
            pass(to, record, new TicketArrival(Kind.PATTERN, partition, at, pattern.getId(), form.apply(pattern)));
        } else {
            Tick.at(record.headers())
                    .ifPresent(at -> pass(to, record, new TicketArrival(Kind.TICK, partition, at, "", NOTHING)));
        }
    }

    private static void pass(ProcessorContext<String, byte[]> to, Record<?, ?> record, TicketArrival arrival) {
        to.forward(new Record<>(arrival.id(), arrival.toBytes(), record.timestamp()));
    }
}
