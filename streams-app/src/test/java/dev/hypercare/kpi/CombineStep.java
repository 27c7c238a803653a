package dev.hypercare.kpi;

import dev.hypercare.schemas.events.Call;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What the combiner's processor does with calls and ticks, over a map instead of a store and with one partition of the merge. */
final class CombineStep {
    private final CallReader reader = Calls.reader();
    private final CallCounter counter;
    private final Packs packs;

    CombineStep(KpiConfig config, int partition, Map<String, byte[]> remembered, Deque<byte[]> to) {
        counter = new CallCounter(config, entries(remembered), view -> view.equals("api"), series -> 0);
        packs = new Packs(partition, 1, counter.watermark(), (target, pack) -> to.add(pack));
    }

    /** As {@link CallCounter#count}. */
    boolean call(Call call) {
        byte[] bytes = Calls.bytes(call);
        reader.read(bytes, 0, bytes.length);
        return counter.count(reader);
    }

    void tick(long at) {
        counter.tick(at);
    }

    void flush() {
        counter.flush(packs);
    }

    private static CombineMemory.Entries entries(Map<String, byte[]> map) {
        return new CombineMemory.Entries() {
            @Override
            public void forEach(BiConsumer<String, byte[]> action) {
                new TreeMap<>(map).forEach(action);
            }

            @Override
            public void put(String key, byte[] value) {
                map.put(key, value);
            }

            @Override
            public void delete(String key) {
                map.remove(key);
            }
        };
    }
}
