package dev.hypercare.rules;

import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.streams.DeadLetters;
import dev.hypercare.streams.SourceOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Writes the dead letters of a topic that every instance reads, each once: task 0 does it, and remembers for each partition of the topic how
 * far it has come. A slice only tells it when to look.
 */
final class RefusedRecordsProcessor implements Processor<String, ClosedSlice, String, DeadLetter> {
    private final Supplier<List<RefusedRecord>> refused;
    private final String topic;
    private final String name;
    private @Nullable ProcessorContext<String, DeadLetter> context;
    private @Nullable KeyValueStore<Integer, Long> store;
    private @Nullable List<RefusedRecord> seen;

    private RefusedRecordsProcessor(Supplier<List<RefusedRecord>> refused, String topic, String name) {
        this.refused = refused;
        this.topic = topic;
        this.name = name;
    }

    /**
     * Makes one for each task, with its store.
     *
     * @param refused the records that cannot be used, in the order of the topic; the same object until that changes
     * @param topic full name of the topic
     * @param name of the store
     */
    static ProcessorSupplier<String, ClosedSlice, String, DeadLetter> supplier(
            Supplier<List<RefusedRecord>> refused, String topic, String name) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, ClosedSlice, String, DeadLetter> get() {
                return new RefusedRecordsProcessor(refused, topic, name);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.Integer(), Serdes.Long()));
            }
        };
    }

    @Override
    public void init(ProcessorContext<String, DeadLetter> processorContext) {
        context = processorContext;
        store = processorContext.getStateStore(name);
        seen = null;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same object until something changes
    public void process(Record<String, ClosedSlice> record) {
        ProcessorContext<String, DeadLetter> to = Objects.requireNonNull(context, "init comes first");
        List<RefusedRecord> now = refused.get();
        if (now != seen && to.taskId().partition() == 0) {
            now.forEach(one -> write(one, to));
        }
        seen = now;
    }

    private void write(RefusedRecord one, ProcessorContext<String, DeadLetter> to) {
        KeyValueStore<Integer, Long> known = Objects.requireNonNull(store, "init comes first");
        KeptRecord source = one.record();
        Long written = known.get(source.partition());
        if (written != null && written >= source.offset()) {
            return;
        }
        known.put(source.partition(), source.offset());
        to.forward(DeadLetters.of(
                "rules",
                one.why(),
                new SourceOffset(topic, source.partition(), source.offset()),
                source.timestamp(),
                null,
                source.value(),
                source.value().length));
    }
}
