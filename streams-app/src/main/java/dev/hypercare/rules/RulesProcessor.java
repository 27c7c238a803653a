package dev.hypercare.rules;

import dev.hypercare.contract.Stores;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.streams.PromptCommit;
import dev.hypercare.streams.StoreEntries;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** Runs the evaluator in the task of the merge: slices in, changed verdicts out, keyed by series. */
final class RulesProcessor implements Processor<String, ClosedSlice, String, Verdict> {
    /** Small segments, compacted early: what a restart reads back is little more than what the windows hold. */
    private static final Map<String, String> CHANGELOG =
            Map.of("segment.bytes", "16777216", "min.cleanable.dirty.ratio", "0.1");

    private final LiveRules rules;
    private @Nullable ProcessorContext<String, Verdict> context;
    private @Nullable LiveEvaluator evaluator;

    private RulesProcessor(LiveRules rules) {
        this.rules = rules;
    }

    /** Makes one for each task, with its stores. */
    static ProcessorSupplier<String, ClosedSlice, String, Verdict> supplier(LiveRules rules) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, ClosedSlice, String, Verdict> get() {
                return new RulesProcessor(rules);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(windows(), learned(), verdicts());
            }
        };
    }

    static StoreBuilder<KeyValueStore<byte[], byte[]>> windows() {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(Stores.RULE_WINDOWS),
                        Serdes.ByteArray(),
                        Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }

    static StoreBuilder<KeyValueStore<String, byte[]>> learned() {
        return texts(Stores.RULE_LEARNED);
    }

    static StoreBuilder<KeyValueStore<String, byte[]>> verdicts() {
        return texts(Stores.RULE_VERDICTS);
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> texts(String name) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(name),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }

    @Override
    public void init(ProcessorContext<String, Verdict> processorContext) {
        // A task that was closed dirty is revived with this same object: everything in the heap starts anew.
        context = processorContext;
        evaluator = new LiveEvaluator(
                rules,
                new StoredMemory(
                        processorContext.getStateStore(Stores.RULE_WINDOWS),
                        processorContext.getStateStore(Stores.RULE_LEARNED),
                        processorContext.getStateStore(Stores.RULE_VERDICTS)),
                processorContext.taskId().partition());
    }

    @Override
    public void process(Record<String, ClosedSlice> record) {
        ProcessorContext<String, Verdict> to = Objects.requireNonNull(context, "init comes first");
        List<Verdict> verdicts =
                Objects.requireNonNull(evaluator, "init comes first").onSlice(record.value());
        verdicts.forEach(
                verdict -> to.forward(record.withKey(verdict.getSeries()).withValue(verdict)));
        if (!verdicts.isEmpty()) {
            PromptCommit.after(record.value().endMillis(), to);
        }
    }

    /** The memory of the evaluator in the stores of the task; what is put is part of the task's transaction. */
    private record StoredMemory(
            KeyValueStore<byte[], byte[]> windows,
            KeyValueStore<String, byte[]> learned,
            KeyValueStore<String, byte[]> verdicts)
            implements RuleMemory {
        @Override
        public void putWindow(byte[] key, byte[] value) {
            windows.put(key, value);
        }

        @Override
        public void deleteWindow(byte[] key) {
            windows.delete(key);
        }

        @Override
        public void eachWindow(BiConsumer<byte[], byte[]> action) {
            StoreEntries.each(windows, action);
        }

        @Override
        public void putLearned(String series, byte[] value) {
            learned.put(series, value);
        }

        @Override
        public void deleteLearned(String series) {
            learned.delete(series);
        }

        @Override
        public void eachLearned(BiConsumer<String, byte[]> action) {
            StoreEntries.each(learned, action);
        }

        @Override
        public void putVerdict(String key, byte[] value) {
            verdicts.put(key, value);
        }

        @Override
        public void deleteVerdict(String key) {
            verdicts.delete(key);
        }

        @Override
        public void eachVerdict(BiConsumer<String, byte[]> action) {
            StoreEntries.each(verdicts, action);
        }
    }
}
