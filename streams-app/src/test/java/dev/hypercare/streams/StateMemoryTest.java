package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class StateMemoryTest {
    private static final long BOUND = 16L << 20;
    private static final int STORES = 4;
    private static final int VALUES = 20_000;
    private static final int BYTES = 500;

    @TempDir
    Path folder;

    @Test
    void allStoresTogetherStayWithinTheBoundHoweverMuchTheyHold() throws RocksDBException {
        RocksDB.loadLibrary();
        List<RocksDB> stores = new ArrayList<>();
        try {
            for (int i = 0; i < STORES; i++) {
                stores.add(RocksDB.open(
                        configured("store-" + i), folder.resolve("store-" + i).toString()));
            }
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < VALUES; i++) {
                byte[] value = new byte[BYTES];
                random.nextBytes(value);
                for (RocksDB store : stores) {
                    store.put(key(i), value);
                    store.get(key(random.nextInt(i + 1)));
                }
            }
            for (RocksDB store : stores) {
                assertThat(number(store, "rocksdb.block-cache-capacity")).isEqualTo(BOUND);
            }
            // The same cache, to which the write buffers of all are charged; flushes in the background still change it.
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(usages(stores)).hasSize(1));
            long held = usages(stores).iterator().next();
            long readers = 0;
            for (RocksDB store : stores) {
                readers += number(store, "rocksdb.estimate-table-readers-mem");
            }
            assertThat(STORES * (long) VALUES * BYTES).isGreaterThan(2 * BOUND);
            assertThat(held + readers).isLessThan(BOUND + BOUND / 4);
        } finally {
            stores.forEach(RocksDB::close);
        }
    }

    @Test
    void indexesAndFiltersAreInTheCache() {
        RocksDB.loadLibrary();
        BlockBasedTableConfig table =
                (BlockBasedTableConfig) configured("store").tableFormatConfig();
        assertThat(table.cacheIndexAndFilterBlocks()).isTrue();
        assertThat(table.cacheIndexAndFilterBlocksWithHighPriority()).isTrue();
    }

    @SuppressWarnings("resource") // closed with the process, as Kafka Streams' own are with the store
    private static Options configured(String store) {
        Options options = new Options().setCreateIfMissing(true).setTableFormatConfig(new BlockBasedTableConfig());
        new StateMemory().setConfig(store, options, Map.of(StateMemory.BYTES, BOUND));
        return options;
    }

    /** What the stores tell of the use of their caches: one figure where it is the same cache. */
    private static Set<Long> usages(List<RocksDB> stores) throws RocksDBException {
        Set<Long> usages = new HashSet<>();
        for (RocksDB store : stores) {
            usages.add(number(store, "rocksdb.block-cache-usage"));
        }
        return usages;
    }

    private static long number(RocksDB store, String property) throws RocksDBException {
        return store.getLongProperty(property);
    }

    private static byte[] key(int number) {
        return String.format("%08d", number * 7919L % VALUES).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
