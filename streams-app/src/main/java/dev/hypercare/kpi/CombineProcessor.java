package dev.hypercare.kpi;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.measure.Watched;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.LateCall;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.streams.Chunk;
import dev.hypercare.streams.CommitHook;
import dev.hypercare.streams.DeadLetters;
import dev.hypercare.streams.LastNet;
import dev.hypercare.streams.PromptCommit;
import dev.hypercare.streams.SeriesPartition;
import dev.hypercare.streams.SourceOffset;
import dev.hypercare.streams.StageMetrics;
import dev.hypercare.streams.StoreEntries;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.Wiring;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads calls, tells late ones and time from ticks, and hands packed partials and messages on before each commit. */
final class CombineProcessor implements Processor<byte[], byte[], String, CombineProcessor.Output> {
    /** What leaves the step. */
    sealed interface Output {
        /** Partials for one partition of the merge. */
        record Packed(int mergePartition, byte[] pack) implements Output {}

        /** Error messages of an API, or only how far time has come. */
        record Messages(MessageCounts counts) implements Output {}

        /** A call too old to correct anything. */
        record TooLate(LateCall call) implements Output {}

        /** A record that is not a usable call. */
        record Rejected(DeadLetter letter) implements Output {}
    }

    private final KpiConfig config;
    private final Wiring wiring;
    private final Watched watched;
    private final int partitions;
    private final long maxFuture;
    private ProcessorContext<String, Output> context;
    private CallReader call;
    private CallCounter counter;
    private Packs packs;
    private MessageRecords messages;
    private @Nullable StageMetrics metrics;
    private long rejected;
    /** Start of the slice that event time is in, as far as it was told. */
    private long slice = Watermarks.NONE;

    @SuppressWarnings(
            "NullAway") // Kafka Streams calls init() before anything else, and again after a task was revived.
    CombineProcessor(KpiConfig config, Wiring wiring, Watched watched) {
        this.watched = watched;
        this.config = config;
        this.wiring = wiring;
        this.partitions = wiring.partitions();
        this.maxFuture = config.maxFuture().toMillis();
    }

    @Override
    public void init(ProcessorContext<String, Output> processorContext) {
        context = processorContext;
        close();
        metrics = new StageMetrics("kpi", context);
        rejected = 0;
        slice = Watermarks.NONE;
        call = new CallReader(wiring.registry());
        counter = new CallCounter(
                config,
                entries(context.getStateStore(Stores.WATERMARKS)),
                watched,
                series -> SeriesPartition.of(series, partitions));
        packs = new Packs(
                context.taskId().partition(),
                partitions,
                counter.watermark(),
                (target, pack) -> context.forward(
                        new Record<>("", new Output.Packed(target, pack), Math.max(0, context.currentSystemTimeMs()))));
        messages = new MessageRecords(context.taskId().partition(), counter.watermark(), this::messages);
        CommitHook hook = context.getStateStore(Stores.COMBINE_HOOK);
        hook.bind(context, this::flush);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata source = context.recordMetadata().orElse(new SourceOffset("", 0, 0));
        byte[] value = record.value();
        Chunk chunk = Chunk.of(record.headers());
        if (value == null) {
            tick(record, source);
        } else if (chunk == null) {
            call(value, 0, value.length, record.timestamp(), source, source.offset());
        } else {
            for (int i = 0; i < chunk.size(); i++) {
                ByteBuffer bytes = chunk.value(i);
                int start = bytes.arrayOffset() + bytes.position();
                call(bytes.array(), start, start + bytes.remaining(), chunk.timestamp(i), source, chunk.offset(i));
            }
        }
        if (counter.isDue()) {
            flush();
        }
        hurry();
    }

    /** A slice is over in all partitions of this thread: the merge waits for nothing but our commit. */
    private void hurry() {
        long now =
                counter.watermark() == Watermarks.NONE ? Watermarks.NONE : Resolution.startOfSlice(counter.watermark());
        if (now != slice) {
            slice = now;
            if (SlicesPassed.ofThread().all(this, now)) {
                PromptCommit.after(now, context);
            }
        }
    }

    private void messages(MessageCounts counts) {
        String api = counts.getApi() == null ? "" : counts.getApi();
        context.forward(new Record<>(api, new Output.Messages(counts), Math.max(0, context.currentSystemTimeMs())));
    }

    private void tick(Record<byte[], byte[]> record, RecordMetadata source) {
        OptionalLong at = Tick.at(record.headers());
        if (at.isPresent()) {
            counter.tick(at.getAsLong());
        } else if (DeadLetters.isMark(record.headers())) {
            counter.deadLetter();
        } else {
            Outcome.Rejected<?> why = new Outcome.Rejected<>("empty", null, "no value and no tick (expected: a call)");
            reject(why, source, record.timestamp(), 0);
        }
    }

    private void call(byte[] bytes, int start, int end, long timestamp, RecordMetadata source, long offset) {
        Counted counted = count(bytes, start, end, timestamp);
        Outcome.Rejected<?> problem =
                counted.tooLate() ? tooLate(Arrays.copyOfRange(bytes, start, end), timestamp) : counted.problem();
        if (problem != null) {
            reject(problem, new SourceOffset(source.topic(), source.partition(), offset), timestamp, end - start);
        }
    }

    /** What became of a record: counted, too late to be, or not usable. */
    private record Counted(boolean tooLate, Outcome.@Nullable Rejected<?> problem) {
        static final Counted WELL = new Counted(false, null);
        static final Counted TOO_LATE = new Counted(true, null);
    }

    private Counted count(byte[] bytes, int start, int end, long timestamp) {
        try {
            call.read(bytes, start, end);
            Outcome.Rejected<?> problem = Unusable.reasonFor(call, timestamp, maxFuture);
            if (problem != null) {
                return new Counted(false, problem);
            }
            return counter.count(call) ? Counted.WELL : Counted.TOO_LATE;
        } catch (RuntimeException e) {
            if (LastNet.surroundings(e)) {
                throw e;
            }
            // Of this record alone: the others of its chunk count.
            boolean known = e instanceof SerializationException || e instanceof RegistryException;
            String text = known ? String.valueOf(e.getMessage()) : e.toString();
            return new Counted(false, new Outcome.Rejected<>(known ? "undecodable" : "failed", null, text));
        }
    }

    /** Keeps a call that came too late, whole; returns why it cannot be kept, since so far only some fields of it were read. */
    private Outcome.@Nullable Rejected<?> tooLate(byte[] value, long timestamp) {
        Call whole;
        try {
            whole = wiring.serde(Topics.CALLS).deserializer().deserialize(wiring.name(Topics.CALLS), value);
        } catch (SerializationException e) {
            if (LastNet.surroundings(e)) {
                throw e;
            }
            return new Outcome.Rejected<>("undecodable", null, String.valueOf(e.getMessage()));
        }
        LateCall late = LateCall.newBuilder()
                .setWatermark(Instant.ofEpochMilli(counter.watermark()))
                .setCall(whole)
                .build();
        context.forward(new Record<>(whole.getApi(), new Output.TooLate(late), timestamp));
        return null;
    }

    private void reject(Outcome.Rejected<?> why, RecordMetadata source, long timestamp, int length) {
        counter.deadLetter();
        rejected++;
        // Avro bytes cannot be masked field by field when they cannot be read: only their length is kept.
        Record<String, DeadLetter> letter = DeadLetters.of("kpi", why, source, timestamp, null, new byte[0], length);
        context.forward(letter.withValue(new Output.Rejected(letter.value())));
    }

    private void flush() {
        counter.flush(packs, messages);
        if (metrics != null) {
            tell(metrics);
        }
    }

    private void tell(StageMetrics to) {
        CallsTaken totals = counter.totals();
        to.total("calls", totals.calls());
        to.total("late-calls", totals.late());
        to.total("too-late-calls", totals.tooLate());
        to.total("duplicate-calls", totals.duplicates());
        to.total("dead-letters", rejected);
        if (counter.watermark() != Watermarks.NONE) {
            to.level("watermark", counter.watermark());
        }
    }

    @Override
    public void close() {
        SlicesPassed.ofThread().left(this);
        if (metrics != null) {
            metrics.close();
            metrics = null;
        }
    }

    private static CombineMemory.Entries entries(KeyValueStore<String, byte[]> store) {
        return new CombineMemory.Entries() {
            @Override
            public void forEach(BiConsumer<String, byte[]> action) {
                StoreEntries.each(store, action);
            }

            @Override
            public void put(String key, byte[] value) {
                store.put(key, value);
            }

            @Override
            public void delete(String key) {
                store.delete(key);
            }
        };
    }
}
