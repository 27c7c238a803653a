package dev.hypercare.kpi;

import dev.hypercare.contract.measure.Watched;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.MessageCounts;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What the combiner's processor does with calls and ticks, over a map instead of a store and with one partition of the merge. */
final class CombineStep {
    private final CallReader reader = Calls.reader();
    private final CallCounter counter;
    private final Packs packs;
    private final MessageRecords messages;

    CombineStep(KpiConfig config, int partition, Map<String, byte[]> remembered, Deque<byte[]> to) {
        this(config, partition, remembered, to, counts -> {});
    }

    CombineStep(
            KpiConfig config,
            int partition,
            Map<String, byte[]> remembered,
            Deque<byte[]> to,
            Consumer<MessageCounts> messagesTo) {
        this(config, partition, remembered, to, messagesTo, view -> view.equals("api"));
    }

    CombineStep(
            KpiConfig config,
            int partition,
            Map<String, byte[]> remembered,
            Deque<byte[]> to,
            Consumer<MessageCounts> messagesTo,
            Watched watched) {
        counter = new CallCounter(config, entries(remembered), watched, series -> 0);
        messages = new MessageRecords(partition, counter.watermark(), messagesTo);
        packs = new Packs(partition, 1, counter.watermark(), (target, pack) -> to.add(pack));
    }

    /** As {@link CallCounter#count}. */
    boolean call(Call call) {
        return value(Calls.bytes(call));
    }

    /** The same with the value of a record. */
    boolean value(byte[] bytes) {
        reader.read(bytes, 0, bytes.length);
        return counter.count(reader);
    }

    void tick(long at) {
        counter.tick(at);
    }

    /** As {@link CallCounter#deadLetter}. */
    void deadLetter() {
        counter.deadLetter();
    }

    /** As {@link CallCounter#isDue}. */
    boolean isDue() {
        return counter.isDue();
    }

    void flush() {
        counter.flush(packs, messages);
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
