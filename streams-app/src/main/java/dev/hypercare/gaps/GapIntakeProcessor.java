package dev.hypercare.gaps;

import dev.hypercare.contract.Outcome;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.streams.DeadLetters;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Takes what one stream brings; passes on what the desk can use, and dead letters. */
final class GapIntakeProcessor<K, V> implements Processor<K, V, String, GapIntakeProcessor.Output> {
    private static final byte[] NOTHING = {};

    /** What leaves the step. */
    sealed interface Output {
        /** For the desk. */
        record Taken(byte[] arrival) implements Output {}

        /** Cannot be used. */
        record Refused(DeadLetter letter) implements Output {}
    }

    /** How a record is read; {@code partition} is that of the task. Null where it says nothing. */
    @FunctionalInterface
    interface Reader<K, V> {
        @Nullable
        Outcome<GapArrival> read(Record<K, V> record, int partition);
    }

    private final Reader<K, V> reader;
    private @Nullable ProcessorContext<String, Output> context;

    GapIntakeProcessor(Reader<K, V> reader) {
        this.reader = reader;
    }

    @Override
    public void init(ProcessorContext<String, Output> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<K, V> record) {
        ProcessorContext<String, Output> to = Objects.requireNonNull(context, "init comes first");
        Outcome<GapArrival> read = reader.read(record, to.taskId().partition());
        if (read instanceof Outcome.Ok<GapArrival> ok) {
            // One partition takes all, so the key says nothing.
            to.forward(new Record<>("", new Output.Taken(ok.value().toBytes()), Math.max(0, record.timestamp())));
        } else if (read instanceof Outcome.Rejected<GapArrival> why) {
            Object value = record.value();
            byte[] payload = value instanceof byte[] bytes ? bytes : NOTHING;
            RecordMetadata source = to.recordMetadata().orElseThrow();
            var letter = DeadLetters.of("gaps", why, source, record.timestamp(), null, payload, payload.length);
            to.forward(new Record<>(letter.key(), new Output.Refused(letter.value()), letter.timestamp()));
        }
    }
}
