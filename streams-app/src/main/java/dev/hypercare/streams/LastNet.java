package dev.hypercare.streams;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.measure.UnknownLayout;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.registry.RegistryException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last net under the dead letters of the stages. What a record causes becomes a dead letter, in the same transaction, and the
 * flow goes on: one bad record must not stop the watch. What the surroundings cause (the registry or a broker is away) fails the
 * thread, which is replaced and reads the record again. State of an unknown layout fails it for good.
 */
public final class LastNet
        implements DeserializationExceptionHandler, ProcessingExceptionHandler, ProductionExceptionHandler {
    /** The configuration key that holds the {@link Wiring}. */
    static final String WIRING = "hypercare.last-net.wiring";

    private static final Logger LOG = LoggerFactory.getLogger(LastNet.class);

    private @Nullable Wiring wiring;

    /** Called by Kafka Streams. */
    public LastNet() {}

    @Override
    public void configure(Map<String, ?> configs) {
        wiring = (Wiring) Objects.requireNonNull(configs.get(WIRING));
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception e) {
        return surroundings(e)
                ? DeserializationExceptionHandler.Response.fail()
                : DeserializationExceptionHandler.Response.resume(letter(context, "not-decodable", e, record.value()));
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception e) {
        return surroundings(e)
                ? ProcessingExceptionHandler.Response.fail()
                : ProcessingExceptionHandler.Response.resume(letter(context, "failed", e, context.sourceRawValue()));
    }

    @Override
    public ProductionExceptionHandler.Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception e) {
        return e instanceof RecordTooLargeException
                ? ProductionExceptionHandler.Response.resume(letter(context, "too-large", e, record.value()))
                : ProductionExceptionHandler.Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public ProductionExceptionHandler.Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception e,
            ProductionExceptionHandler.SerializationExceptionOrigin origin) {
        return surroundings(e)
                ? ProductionExceptionHandler.Response.fail()
                : ProductionExceptionHandler.Response.resume(
                        letter(context, "not-encodable", e, context.sourceRawValue()));
    }

    /** Whether the fault lies outside the record, so that trying again can help. */
    public static boolean surroundings(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownLayout) {
                return true; // of the state, or of what an own stage handed on: to skip the record would be to lose
                // calls
            }
            if (cause instanceof RegistryException registry) {
                return registry.status() != 404 && registry.status() != 422;
            }
            if (cause instanceof KafkaException && !(cause instanceof SerializationException)) {
                return !(cause instanceof RecordTooLargeException);
            }
        }
        return false;
    }

    private List<ProducerRecord<byte[], byte[]>> letter(
            ErrorHandlerContext context, String reason, Exception e, byte @Nullable [] value) {
        String node = String.valueOf(context.processorNodeId());
        LOG.warn(
                "{}: a record could not be used and went to dead letters: task {}, {}-{}@{}, node {}",
                reason,
                context.taskId(),
                context.topic(),
                context.partition(),
                context.offset(),
                node,
                e);
        if (context.topic() == null) {
            return List.of();
        }
        Wiring to = Objects.requireNonNull(wiring);
        byte[] payload = value == null || raw(to, context.topic()) ? new byte[0] : value;
        Record<String, DeadLetter> letter = DeadLetters.of(
                node.contains("-") ? node.substring(0, node.indexOf('-')) : node,
                new Outcome.Rejected<>(reason, null, e.toString()),
                new SourceOffset(context.topic(), context.partition(), context.offset()),
                context.timestamp(),
                null,
                payload,
                value == null ? 0 : value.length);
        String topic = to.name(Topics.DEAD_LETTERS);
        return List.of(new ProducerRecord<>(
                topic,
                letter.key().getBytes(StandardCharsets.UTF_8),
                to.serde(Topics.DEAD_LETTERS).serializer().serialize(topic, letter.value())));
    }

    /** Raw bytes may hold personal data that nothing here can mask: only their length is kept. */
    private static boolean raw(Wiring wiring, String topic) {
        return Topics.isRaw(topic, wiring.prefix());
    }
}
