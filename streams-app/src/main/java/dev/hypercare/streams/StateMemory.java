package dev.hypercare.streams;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One bound on the memory of all RocksDB stores of the process: a shared cache, of which write buffers take at most a third. Indexes and
 * filters are in the cache as well, so that the bound holds however many files there are. It is {@code state-memory} in the
 * configuration.
 */
public final class StateMemory implements RocksDBConfigSetter {
    /** The configuration key that holds the bound, bytes, as a {@link Long}. */
    static final String BYTES = "hypercare.state.memory.bytes";

    /** Share of the cache that blocks of data cannot take from indexes and filters. */
    private static final double FOR_INDEXES = 0.1;

    /** One by bound, so one in a process: all its applications are of one configuration. */
    private static final Map<Long, Shared> SHARED = new ConcurrentHashMap<>();

    /** Called by Kafka Streams for each store. */
    public StateMemory() {}

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        Shared memory = shared((Long) Objects.requireNonNull(configs.get(BYTES)));
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
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

    private static Shared shared(long bytes) {
        return SHARED.computeIfAbsent(bytes, unseen -> {
            Cache cache = new LRUCache(bytes, -1, false, FOR_INDEXES);
            return new Shared(cache, new WriteBufferManager(bytes / 3, cache));
        });
    }

    private record Shared(Cache cache, WriteBufferManager writeBuffers) {}
}
