package dev.hypercare.patterns.tickets;

import dev.hypercare.contract.Outcome;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.streams.DeadLetters;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Takes records of {@code tickets} or {@code feedback} as bytes; passes on what the desk can use, and dead letters. */
final class TicketIntakeProcessor implements Processor<byte[], byte[], String, TicketIntakeProcessor.Output> {
    private static final byte[] NOTHING = {};

    /** What leaves the step. */
    sealed interface Output {
        /** For the desk. */
        record Usable(byte[] arrival) implements Output {}

        /** Cannot be used. */
        record Unfit(DeadLetter letter) implements Output {}
    }

    /** How a topic is read. */
    @FunctionalInterface
    interface Reader {
        /** @param ingestedAt timestamp of the record, milliseconds */
        Outcome<TicketArrival> read(byte @Nullable [] value, long ingestedAt);
    }

    private final Reader reader;
    private @Nullable ProcessorContext<String, Output> context;

    TicketIntakeProcessor(Reader reader) {
        this.reader = reader;
    }

    @Override
    public void init(ProcessorContext<String, Output> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<String, Output> to = Objects.requireNonNull(context, "init comes first");
        Outcome<TicketArrival> read = reader.read(record.value(), record.timestamp());
        if (read instanceof Outcome.Ok<TicketArrival> ok) {
            to.forward(
                    new Record<>(ok.value().id(), new Output.Usable(ok.value().toBytes()), record.timestamp()));
        } else if (read instanceof Outcome.Rejected<TicketArrival> why) {
            RecordMetadata source = to.recordMetadata().orElseThrow();
            byte[] payload = record.value() == null ? NOTHING : record.value();
            var letter = DeadLetters.of("patterns", why, source, record.timestamp(), null, payload, payload.length);
            to.forward(new Record<>(letter.key(), new Output.Unfit(letter.value()), letter.timestamp()));
        }
    }
}
