package dev.hypercare.alerts;

import dev.hypercare.contract.Outcome;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.streams.DeadLetters;
import dev.hypercare.streams.PromptCommit;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Takes records of {@code verdicts} or {@code marks} as bytes; passes on what the desk can use, with the time at which it was taken in, and
 * dead letters. That time is read here once and travels with the record, so that all decisions after follow from records only.
 */
final class IntakeProcessor implements Processor<byte[], byte[], String, IntakeProcessor.Output> {
    private static final byte[] NOTHING = {};

    /** What leaves the step. */
    sealed interface Output {
        /** For the desk. */
        record Taken(byte[] arrival) implements Output {}

        /** Cannot be used. */
        record Refused(DeadLetter letter) implements Output {}
    }

    /** How a topic is read. */
    @FunctionalInterface
    interface Reader {
        Outcome<Arrival> read(Record<byte[], byte[]> record, int partition, long receivedAt);
    }

    private final Reader reader;
    private @Nullable ProcessorContext<String, Output> context;

    IntakeProcessor(Reader reader) {
        this.reader = reader;
    }

    @Override
    public void init(ProcessorContext<String, Output> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<String, Output> to = Objects.requireNonNull(context, "init comes first");
        RecordMetadata source = to.recordMetadata().orElseThrow();
        long receivedAt = to.currentSystemTimeMs();
        Outcome<Arrival> read = reader.read(record, source.partition(), receivedAt);
        if (read instanceof Outcome.Ok<Arrival> ok) {
            String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            to.forward(new Record<>(key, new Output.Taken(ok.value().toBytes()), Math.max(0, record.timestamp())));
            if (ok.value().kind() != Arrival.Kind.TICK) {
                PromptCommit.after(ok.value().at(), to);
            }
        } else if (read instanceof Outcome.Rejected<Arrival> why) {
            byte[] payload = record.value() == null ? NOTHING : record.value();
            var letter = DeadLetters.of("alerts", why, source, record.timestamp(), null, payload, payload.length);
            to.forward(new Record<>(letter.key(), new Output.Refused(letter.value()), letter.timestamp()));
        }
    }
}
