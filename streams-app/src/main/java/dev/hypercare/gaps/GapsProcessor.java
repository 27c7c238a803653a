package dev.hypercare.gaps;

import dev.hypercare.contract.Stores;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.streams.StoreEntries;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Runs the desk in the one task that has everything: arrivals in, gaps out, keyed by id. */
final class GapsProcessor implements Processor<String, byte[], String, Gap> {
    private final GapsConfig config;
    private final GapForms forms;
    private final int partitions;
    private @Nullable GapDesk desk;
    private long timestamp;

    /** @param partitions how many tasks of the stage patterns there are */
    GapsProcessor(GapsConfig config, GapForms forms, int partitions) {
        this.config = config;
        this.forms = forms;
        this.partitions = partitions;
    }

    @Override
    public void init(ProcessorContext<String, Gap> context) {
        // A task that was closed dirty is revived with this same object: everything in the heap starts anew.
        timestamp = 0;
        GapMemory memory =
                new Stored(context.getStateStore(Stores.GAPS_MEMORY), context.getStateStore(Stores.OPEN_GAPS));
        desk = new GapDesk(
                config, memory, forms, gap -> context.forward(new Record<>(gap.getId(), gap, timestamp)), partitions);
        desk.restore();
    }

    @Override
    public void process(Record<String, byte[]> record) {
        timestamp = record.timestamp();
        Objects.requireNonNull(desk, "init comes first").take(GapArrival.of(record.value()));
    }

    /** The memory of the desk in the stores of the task; what is put is part of the task's transaction. */
    private record Stored(KeyValueStore<String, byte[]> memory, KeyValueStore<String, Gap> open) implements GapMemory {
        @Override
        public void put(String key, byte[] value) {
            memory.put(key, value);
        }

        @Override
        public void delete(String key) {
            memory.delete(key);
        }

        @Override
        public void each(BiConsumer<String, byte[]> action) {
            StoreEntries.each(memory, action);
        }

        @Override
        public void putOpen(Gap gap) {
            open.put(gap.getId(), gap);
        }

        @Override
        public void deleteOpen(String id) {
            open.delete(id);
        }
    }
}
