package dev.hypercare.streams;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/** One bound on the memory of all RocksDB stores of the process: a shared cache, of which write buffers take at most a third. */
public final class StateMemory implements RocksDBConfigSetter {
    /** The configuration key that holds the bound, bytes, as a {@link Long}. */
    static final String BYTES = "hypercare.state.memory.bytes";

    private static @Nullable Shared shared;

    /** Called by Kafka Streams for each store. */
    public StateMemory() {}

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        Shared memory = shared((Long) Objects.requireNonNull(configs.get(BYTES)));
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setWriteBufferManager(memory.writeBuffers);
        options.setWriteBufferSize(4L << 20);
        options.setMaxWriteBufferNumber(2);
        options.setTableFormatConfig(table);
    }

    @Override
    public void close(String store, Options options) {
        // The cache and the write buffers outlive the store: others use them.
    }

    private static synchronized Shared shared(long bytes) {
        Shared memory = shared;
        if (memory == null) {
            Cache cache = new LRUCache(bytes);
            memory = new Shared(cache, new WriteBufferManager(bytes / 3, cache));
            shared = memory;
        }
        return memory;
    }

    private record Shared(Cache cache, WriteBufferManager writeBuffers) {}
}
