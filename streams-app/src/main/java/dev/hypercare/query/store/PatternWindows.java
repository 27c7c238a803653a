package dev.hypercare.query.store;

import dev.hypercare.contract.PatternCounts;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.query.PatternHistory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/** Calls by pattern and window as the stage patterns keeps them. It knows how the stage lays out its memory. */
final class PatternWindows implements PatternHistory {
    /** In {@link Stores#PATTERN_MEMORY}, one in each task: a byte for the layout, then how far panes are closed, as a number. */
    private static final String CLOCK = "clock";
    /** What the keys of APIs begin with there, and the first key after all of them. */
    private static final String API = "api\n";

    private static final String AFTER_API = "api\u000b";

    private final Function<String, ReadOnlyWindowStore<String, byte[]>> windows;
    private final Supplier<ReadOnlyKeyValueStore<String, byte[]>> memory;

    /** @param windows a store by its name */
    PatternWindows(
            Function<String, ReadOnlyWindowStore<String, byte[]>> windows,
            Supplier<ReadOnlyKeyValueStore<String, byte[]>> memory) {
        this.windows = windows;
        this.memory = memory;
    }

    /** Those of one partition, see {@link LocalStores#of(KafkaStreams, String, QueryableStoreType, int, boolean)}. */
    static PatternWindows of(KafkaStreams watch, int partition, boolean copy) {
        return new PatternWindows(
                name -> LocalStores.of(watch, name, QueryableStoreTypes.<String, byte[]>windowStore(), partition, copy),
                () -> LocalStores.of(
                        watch,
                        Stores.PATTERN_MEMORY,
                        QueryableStoreTypes.<String, byte[]>keyValueStore(),
                        partition,
                        copy));
    }

    @Override
    public OptionalLong countedUpTo() {
        return Reading.of(Stores.PATTERN_MEMORY, () -> {
            long lowest = Long.MAX_VALUE;
            try (KeyValueIterator<String, byte[]> clocks = memory.get().range(CLOCK, CLOCK)) {
                while (clocks.hasNext()) {
                    ByteBuffer clock = ByteBuffer.wrap(clocks.next().value);
                    clock.get();
                    lowest = Math.min(lowest, BinaryWriter.readNumber(clock));
                }
            }
            return lowest <= 0 || lowest == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(lowest);
        });
    }

    @Override
    public List<String> apis() {
        return Reading.of(Stores.PATTERN_MEMORY, () -> {
            List<String> apis = new ArrayList<>();
            try (KeyValueIterator<String, byte[]> keys = memory.get().range(API, AFTER_API)) {
                keys.forEachRemaining(entry -> apis.add(entry.key.substring(API.length())));
            }
            return apis;
        });
    }

    @Override
    public List<PatternCounts> windows(Resolution resolution, String api, long from, long to) {
        String name = Stores.patternCounts(resolution);
        return Reading.of(name, () -> {
            List<PatternCounts> counts = new ArrayList<>();
            try (WindowStoreIterator<byte[]> found =
                    windows.apply(name).fetch(api, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to - 1))) {
                found.forEachRemaining(window -> counts.add(PatternCounts.of(window.value)));
            }
            return counts;
        });
    }
}
