package dev.hypercare.kpi;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.LateCall;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.streams.CommitHook;
import dev.hypercare.streams.DeadLetters;
import dev.hypercare.streams.Tick;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Decodes calls, tells late ones and time from ticks, and hands packed partials on before each commit. */
final class CombineProcessor implements Processor<byte[], byte[], String, CombineProcessor.Output> {
    /** What leaves the step. */
    sealed interface Output {
        /** Partials for one partition of the merge. */
        record Packed(int mergePartition, byte[] pack) implements Output {}

        /** A call too old to correct anything. */
        record TooLate(LateCall call) implements Output {}

        /** A record that is not a usable call. */
        record Rejected(DeadLetter letter) implements Output {}
    }

    /** A flush before the commit, so that a long commit interval does not hold too much. */
    private static final int MOST_CELLS = 50_000;

    private static final String GATEWAY = "gateway:";
    private static final String TIME = "time";

    private final KpiConfig config;
    private final int partitions;
    private final Deserializer<Call> calls;
    private ProcessorContext<String, Output> context;
    private KeyValueStore<String, byte[]> stored;
    private Combiner combiner;
    private Watermarks watermarks;
    private long sentWatermark;

    @SuppressWarnings(
            "NullAway") // Kafka Streams calls init() before anything else, and again after a task was revived.
    CombineProcessor(KpiConfig config, int partitions, Deserializer<Call> calls) {
        this.config = config;
        this.partitions = partitions;
        this.calls = calls;
    }

    @Override
    public void init(ProcessorContext<String, Output> processorContext) {
        context = processorContext;
        combiner = new Combiner(config);
        watermarks = new Watermarks(config);
        sentWatermark = Watermarks.NONE;
        stored = context.getStateStore(Stores.WATERMARKS);
        try (KeyValueIterator<String, byte[]> all = stored.all()) {
            while (all.hasNext()) {
                restore(all.next());
            }
        }
        CommitHook hook = context.getStateStore(Stores.COMBINE_HOOK);
        hook.bind(context, this::flush);
    }

    private void restore(KeyValue<String, byte[]> entry) {
        long[] values = Longs.from(entry.value);
        if (entry.key.equals(TIME)) {
            watermarks.restore(values[0], values[1]);
        } else {
            watermarks.restoreGateway(entry.key.substring(GATEWAY.length()), values[0]);
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (record.value() == null) {
            tick(record);
            return;
        }
        Outcome<Call> decoded = decode(record);
        if (decoded instanceof Outcome.Ok<Call> ok) {
            add(ok.value(), record.timestamp());
        } else if (decoded instanceof Outcome.Rejected<Call> rejected) {
            reject(record, rejected);
        }
    }

    private void tick(Record<byte[], byte[]> record) {
        OptionalLong at = Tick.at(record.headers());
        if (at.isPresent()) {
            watermarks.tick(at.getAsLong());
            watermarks.advance();
        } else {
            reject(record, new Outcome.Rejected<>("empty", null, "no value and no tick (expected: a call)"));
        }
    }

    private Outcome<Call> decode(Record<byte[], byte[]> record) {
        Call call;
        try {
            call = calls.deserialize(
                    context.recordMetadata().map(m -> m.topic()).orElse(""), record.value());
        } catch (RegistryException e) {
            if (e.status() != 404) {
                throw e; // the registry is away: try again, it is not the record's fault
            }
            return Outcome.rejected("undecodable", null, String.valueOf(e.getMessage()));
        } catch (SerializationException e) {
            return Outcome.rejected("undecodable", null, String.valueOf(e.getMessage()));
        }
        long ahead = call.getCompletedAt().toEpochMilli() - record.timestamp();
        if (record.timestamp() > 0 && ahead > config.maxFuture().toMillis()) {
            return Outcome.rejected(
                    "in-the-future",
                    "completedAt",
                    "completedAt: " + call.getCompletedAt() + ", " + ahead + " ms after its ingest (expected: at most "
                            + config.maxFuture().toMillis() + " ms)");
        }
        if (call.getApi().isEmpty() || call.getGateway().isEmpty()) {
            String field = call.getApi().isEmpty() ? "api" : "gateway";
            return Outcome.rejected("missing-field", field, field + ": '' (expected: a name)");
        }
        return Outcome.ok(call);
    }

    private void add(Call call, long timestamp) {
        long completedAt = call.getCompletedAt().toEpochMilli();
        boolean late = watermarks.isLate(completedAt);
        if (late && completedAt < watermarks.watermark() - config.correctFor().toMillis()) {
            LateCall tooLate = LateCall.newBuilder()
                    .setWatermark(Instant.ofEpochMilli(watermarks.watermark()))
                    .setCall(call)
                    .build();
            context.forward(new Record<>(call.getApi(), new Output.TooLate(tooLate), timestamp));
            return;
        }
        combiner.add(call, late);
        watermarks.call(call.getGateway(), completedAt);
        watermarks.advance();
        if (combiner.size() >= MOST_CELLS) {
            flush();
        }
    }

    private void reject(Record<byte[], byte[]> record, Outcome.Rejected<Call> why) {
        byte[] bytes = record.value() == null ? new byte[0] : record.value();
        // Avro bytes cannot be masked field by field when they cannot be read: only their length is kept.
        context.recordMetadata().ifPresent(source -> {
            Record<String, DeadLetter> letter =
                    DeadLetters.of("kpi", why, source, record.timestamp(), null, new byte[0], bytes.length);
            context.forward(letter.withValue(new Output.Rejected(letter.value())));
        });
    }

    private void flush() {
        long watermark = watermarks.advance();
        Map<Integer, List<Partial>> partials = combiner.flush(series -> partitionOf(series, partitions));
        boolean timeMoved = slice(watermark) != slice(sentWatermark);
        int source = context.taskId().partition();
        for (int target = 0; target < partitions; target++) {
            List<Partial> own = partials.getOrDefault(target, List.of());
            if (timeMoved || !own.isEmpty()) {
                byte[] pack = new Partial.Pack(source, watermark, own).toBytes();
                context.forward(new Record<>("", new Output.Packed(target, pack), context.currentSystemTimeMs()));
            }
        }
        if (timeMoved || !partials.isEmpty()) {
            store(watermark);
        }
        sentWatermark = watermark;
    }

    private void store(long watermark) {
        watermarks.gateways().forEach((gateway, newest) -> put(GATEWAY + gateway, newest));
        put(TIME, watermarks.newestTick(), watermark);
    }

    private void put(String key, long... values) {
        stored.put(key, Longs.bytes(values));
    }

    private static long slice(long instant) {
        return instant == Watermarks.NONE ? Watermarks.NONE : Math.floorDiv(instant, 1000);
    }

    /** The partition that Kafka's own producers would choose for the text of a series as a key. */
    static int partitionOf(Series series, int partitions) {
        return Utils.toPositive(Utils.murmur2(series.text().getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
