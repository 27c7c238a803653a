package dev.hypercare.alerts;

import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.streams.PromptCommit;
import dev.hypercare.streams.StoreEntries;
import dev.hypercare.streams.Tick;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Runs the desk in the one task that has everything: arrivals in, alerts and decisions out, keyed by fingerprint, and ticks after them. */
final class AlertsProcessor implements Processor<String, byte[], String, SpecificRecord> {
    /** Key of ticks. */
    private static final String TIME = "tick";

    private static final long TELL_EVERY_MILLIS = 1000;

    private final AlertsConfig config;
    private final AlertDesk.Forms forms;
    private final Deserializer<CatalogEntry> entries;
    private final int partitions;
    private final Map<String, Known> known = new HashMap<>();
    private @Nullable AlertDesk desk;
    private @Nullable Forwarding out;

    /** @param partitions how many partitions of verdicts there are, once for each stage that tells verdicts */
    AlertsProcessor(AlertsConfig config, AlertDesk.Forms forms, Deserializer<CatalogEntry> entries, int partitions) {
        this.config = config;
        this.forms = forms;
        this.entries = entries;
        this.partitions = partitions;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        // A task that was closed dirty is revived with this same object: everything in the heap starts anew.
        ReadOnlyKeyValueStore<String, byte[]> catalog = context.getStateStore(Stores.CATALOG);
        out = new Forwarding(context);
        desk = new AlertDesk(
                config,
                new Dependencies(api -> entry(api, catalog.get(api))),
                new Stored(
                        context.getStateStore(Stores.ACTIVE_ALERTS),
                        context.getStateStore(Stores.ALERT_LIVES),
                        context.getStateStore(Stores.ALERTS_WAITING),
                        context.getStateStore(Stores.MARKS)),
                forms,
                out,
                partitions);
        desk.restore();
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Forwarding to = Objects.requireNonNull(out, "init comes first");
        to.timestamp = record.timestamp();
        to.newest = Long.MIN_VALUE;
        AlertDesk decides = Objects.requireNonNull(desk, "init comes first");
        decides.take(Arrival.of(record.value()));
        to.time(decides.now());
        PromptCommit.after(to.newest, to.context);
    }

    /** The store hands out the same bytes until an entry changes, so each is decoded once. */
    private @Nullable CatalogEntry entry(String api, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        Known before = known.get(api);
        if (before != null && before.bytes == bytes) {
            return before.entry;
        }
        CatalogEntry entry = entries.deserialize(Topics.CATALOG.name(), bytes);
        known.put(api, new Known(bytes, entry));
        return entry;
    }

    private record Known(byte[] bytes, CatalogEntry entry) {}

    /** Passes on what is decided, with the timestamp of the arrival that led to it. */
    private static final class Forwarding implements DeskOutput {
        private final ProcessorContext<String, SpecificRecord> context;
        private long timestamp;
        /** Event time of the newest alert of this arrival. */
        private long newest;
        /** Event time of the newest tick. */
        private long told = EventClock.NONE;

        private Forwarding(ProcessorContext<String, SpecificRecord> context) {
            this.context = context;
        }

        /** Says after them that all alerts up to an instant have been told, each second of event time. */
        @SuppressWarnings("NullAway") // A tick is a record without a value.
        private void time(long now) {
            if (now != EventClock.NONE && (told == EventClock.NONE || now - told >= TELL_EVERY_MILLIS)) {
                told = now;
                context.forward(new Record<>(TIME, null, timestamp, Tick.headers(now)));
            }
        }

        @Override
        public void alert(Alert alert) {
            context.forward(new Record<>(alert.getFingerprint(), alert, timestamp));
            newest = Math.max(newest, alert.getAt().toEpochMilli());
        }

        @Override
        public void decision(Decision decision) {
            context.forward(new Record<>(decision.getFingerprint(), decision, timestamp));
        }
    }

    /** The memory of the desk in the stores of the task; what is put is part of the task's transaction. */
    private record Stored(
            KeyValueStore<String, Alert> active,
            KeyValueStore<String, byte[]> lives,
            KeyValueStore<String, byte[]> waiting,
            KeyValueStore<String, Mark> marks)
            implements DeskMemory {
        @Override
        public void putLife(String fingerprint, byte[] life) {
            lives.put(fingerprint, life);
        }

        @Override
        public void deleteLife(String fingerprint) {
            lives.delete(fingerprint);
        }

        @Override
        public void eachLife(BiConsumer<String, byte[]> action) {
            StoreEntries.each(lives, action);
        }

        @Override
        public void putWaiting(String key, byte[] value) {
            waiting.put(key, value);
        }

        @Override
        public void deleteWaiting(String key) {
            waiting.delete(key);
        }

        @Override
        public void eachWaiting(BiConsumer<String, byte[]> action) {
            StoreEntries.each(waiting, action);
        }

        @Override
        public void putActive(Alert alert) {
            active.put(alert.getFingerprint(), alert);
        }

        @Override
        public void deleteActive(String fingerprint) {
            active.delete(fingerprint);
        }

        @Override
        public void putMark(Mark mark) {
            marks.put(mark.getId(), mark);
        }

        @Override
        public void deleteMark(String id) {
            marks.delete(id);
        }

        @Override
        public void eachMark(Consumer<Mark> action) {
            StoreEntries.each(marks, (id, mark) -> action.accept(mark));
        }
    }
}
