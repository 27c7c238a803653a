package dev.hypercare.bench.warm;

import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * What all RocksDB stores of this process hold in memory, by the metrics of Kafka Streams; the most that was seen of each. The cache
 * is one for all stores, so that each of them tells the same number; write buffers are charged to it. Not thread-safe.
 */
final class RocksMemory {
    private static final String CACHE = "block-cache-usage";
    private static final String WRITE_BUFFERS = "size-all-mem-tables";
    private static final String READERS = "estimate-table-readers-mem";

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final ObjectName stores;
    private long cache;
    private long writeBuffers;
    private long readers;
    private long all;
    private int count;

    RocksMemory() {
        try {
            stores = new ObjectName("kafka.streams:type=stream-state-metrics,*");
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Looks once. */
    void look() {
        long nowCache = 0;
        long nowBuffers = 0;
        long nowReaders = 0;
        int found = 0;
        Set<ObjectName> names = beans.queryNames(stores, null);
        for (ObjectName name : names) {
            if (name.getKeyPropertyList().keySet().stream().anyMatch(key -> key.startsWith("rocksdb-"))) {
                found++;
                nowCache = Math.max(nowCache, number(name, CACHE));
                nowBuffers += number(name, WRITE_BUFFERS);
                nowReaders += number(name, READERS);
            }
        }
        count = Math.max(count, found);
        cache = Math.max(cache, nowCache);
        writeBuffers = Math.max(writeBuffers, nowBuffers);
        readers = Math.max(readers, nowReaders);
        all = Math.max(all, nowCache + nowReaders);
    }

    private long number(ObjectName store, String attribute) {
        try {
            return beans.getAttribute(store, attribute) instanceof Number value ? value.longValue() : 0;
        } catch (JMException | RuntimeException e) {
            // The store is being opened or closed.
            return 0;
        }
    }

    /** Writes the most of each, bytes. */
    void write(Path file) throws IOException {
        Properties all0 = new Properties();
        all0.setProperty("stores", Integer.toString(count));
        all0.setProperty("cache", Long.toString(cache));
        all0.setProperty("writeBuffers", Long.toString(writeBuffers));
        all0.setProperty("readers", Long.toString(readers));
        all0.setProperty("all", Long.toString(all));
        try (Writer to = Files.newBufferedWriter(file)) {
            all0.store(to, "most seen, bytes");
        }
    }
}
