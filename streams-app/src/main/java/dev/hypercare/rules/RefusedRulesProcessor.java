package dev.hypercare.rules;

import dev.hypercare.contract.Stores;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.streams.DeadLetters;
import dev.hypercare.streams.SourceOffset;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Writes the dead letters of {@code rules}, each once: task 0 does it, and remembers for each partition of the topic how far it has come. A
 * slice only tells it when to look.
 */
final class RefusedRulesProcessor implements Processor<String, ClosedSlice, String, DeadLetter> {
    private static final long NOTHING_YET = -1;

    private final LiveRules rules;
    private final String topic;
    private @Nullable ProcessorContext<String, DeadLetter> context;
    private @Nullable KeyValueStore<Integer, Long> store;
    private long seen;

    private RefusedRulesProcessor(LiveRules rules, String topic) {
        this.rules = rules;
        this.topic = topic;
    }

    /**
     * Makes one for each task, with its store.
     *
     * @param topic full name of the topic of rules
     */
    static ProcessorSupplier<String, ClosedSlice, String, DeadLetter> supplier(LiveRules rules, String topic) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, ClosedSlice, String, DeadLetter> get() {
                return new RefusedRulesProcessor(rules, topic);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(Stores.REFUSED_RULES),
                        Serdes.Integer(),
                        Serdes.Long()));
            }
        };
    }

    @Override
    public void init(ProcessorContext<String, DeadLetter> processorContext) {
        context = processorContext;
        store = processorContext.getStateStore(Stores.REFUSED_RULES);
        seen = NOTHING_YET;
    }

    @Override
    public void process(Record<String, ClosedSlice> record) {
        ProcessorContext<String, DeadLetter> to = Objects.requireNonNull(context, "init comes first");
        long revision = rules.revision();
        if (revision != seen && to.taskId().partition() == 0) {
            rules.refused().forEach(one -> write(one, to));
        }
        seen = revision;
    }

    private void write(RefusedRule refused, ProcessorContext<String, DeadLetter> to) {
        KeyValueStore<Integer, Long> known = Objects.requireNonNull(store, "init comes first");
        RuleRecord source = refused.record();
        Long written = known.get(source.partition());
        if (written != null && written >= source.offset()) {
            return;
        }
        known.put(source.partition(), source.offset());
        to.forward(DeadLetters.of(
                "rules",
                refused.why(),
                new SourceOffset(topic, source.partition(), source.offset()),
                source.timestamp(),
                null,
                source.value(),
                source.value().length));
    }
}
