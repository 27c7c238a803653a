package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.StoredWindow;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.schemas.serde.AvroSerde;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the parts of the stage kpi cost a call without Kafka, nanoseconds: a partition's share of 25,000 calls a second of event time,
 * flushed every 16 seconds of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class KpiStageLoop {
    private static final int CALLS = 400_000;
    private static final int CALLS_PER_FLUSH = 100_000;
    private static final int CALLS_PER_SECOND = 6_250;
    private static final long START = 1_800_001_800_000L;

    /** How many different series the calls are of, by Zipf's law. */
    @Param({"200", "20000"})
    public int series = 200;

    /** Whether a rule looks at the view, so that seconds are told apart. */
    @Param({"false", "true"})
    public boolean sliced;

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final List<byte[]> calls = new ArrayList<>();
    private final List<byte[]> packs = new ArrayList<>();
    private KpiConfig config = KpiConfig.read(Section.empty(new Problems()));

    /** Encodes the calls, and makes the packs that the merge reads. */
    @Setup
    public void encode() {
        config = KpiConfig.read(
                Section.parse("kpi.yaml", "{views: ['api, route, method'], max-series: 1000000}", new Problems()));
        AvroSerde<Call> serde = new AvroSerde<>(registry, Call.class, true);
        SplittableRandom random = new SplittableRandom(7);
        double[] zipf = zipf();
        for (int i = 0; i < CALLS; i++) {
            int rank = rank(zipf, random.nextDouble());
            long at = START + i * 1000L / CALLS_PER_SECOND - random.nextInt(random.nextInt(10) == 0 ? 1900 : 200);
            calls.add(serde.serializer().serialize("calls", call(rank, at, random)));
        }
        packs.clear();
        CallCounter counter = counter();
        count(counter, new Packs(0, 1, Watermarks.NONE, (target, pack) -> packs.add(pack)));
    }

    private double[] zipf() {
        double[] sums = new double[series];
        double sum = 0;
        for (int i = 0; i < series; i++) {
            sum += 1.0 / (i + 1);
            sums[i] = sum;
        }
        return sums;
    }

    private static int rank(double[] sums, double share) {
        int found = Arrays.binarySearch(sums, share * sums[sums.length - 1]);
        return Math.min(sums.length - 1, found < 0 ? -found - 1 : found);
    }

    private static Call call(int rank, long at, SplittableRandom random) {
        long micros = Math.round(20_000 * Math.exp(0.6 * random.nextGaussian()));
        return Call.newBuilder()
                .setCompletedAt(Instant.ofEpochMilli(Math.max(START, at)))
                .setGateway("edge-eu-west-" + random.nextInt(6))
                .setApi("payments-" + rank % 20)
                .setRoute("/v1/payments/{id}/lines/" + rank)
                .setMethod("GET")
                .setStatus(random.nextInt(50) == 0 ? 503 : 200)
                .setConsumer("partner-app-" + random.nextInt(300))
                .setDurationMicros(micros)
                .setUpstreamDurationMicros(micros - micros / 16)
                .setRequestBytes(500L)
                .setResponseBytes(5_000L)
                .setVersion("2026.11.3")
                .setClient("0123456789abcdef0123456789abcdef")
                .setRequestId(new UUID(random.nextLong(), random.nextLong()).toString())
                .setTraceId(Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()))
                .build();
    }

    private CallCounter counter() {
        return new CallCounter(config, new Forgetful(), view -> sliced, unseen -> 0);
    }

    private void count(CallCounter counter, Packs to) {
        MessageRecords messages = new MessageRecords(0, Watermarks.NONE, counts -> {});
        CallReader reader = new CallReader(registry);
        for (int i = 0; i < CALLS; i++) {
            byte[] call = calls.get(i);
            reader.read(call, 0, call.length);
            counter.count(reader);
            if ((i + 1) % CALLS_PER_FLUSH == 0) {
                counter.flush(to, messages);
            }
        }
    }

    /** Decodes the fields of each call. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long decode() {
        CallReader reader = new CallReader(registry);
        long sum = 0;
        for (byte[] call : calls) {
            reader.read(call, 0, call.length);
            sum += reader.completedAt();
        }
        return sum;
    }

    /** Decodes, counts and packs. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long combine() {
        long[] bytes = new long[1];
        count(counter(), new Packs(0, 1, Watermarks.NONE, (target, pack) -> bytes[0] += pack.length));
        return bytes[0];
    }

    /** Merges the packs and closes what they allow, without stores and topics. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long merge() {
        Counted storage = new Counted();
        Merger merger = new Merger(storage, new RollUps(storage, 1), 1);
        packs.forEach(pack -> {
            merger.add(new Pack(pack));
            merger.advance(() -> true);
        });
        return storage.bytes;
    }

    private static final class Counted implements MergeStorage {
        private final Map<Resolution, TreeSet<String>> due = new HashMap<>();
        private final KpiEncoder encoder = new KpiEncoder(1);
        private long bytes;

        @Override
        public @Nullable StoredWindow window(Resolution resolution, Series series, long start) {
            return null;
        }

        @Override
        public byte[] close(Resolution resolution, SeriesTotals series, long start, StoredWindow window) {
            byte[] kept = window.toBytes();
            bytes += kept.length + encoder.encode(series.head(), resolution, start, window).length;
            return kept;
        }

        @Override
        public List<byte[]> windows(Resolution resolution, Series series, long from, long to) {
            return List.of();
        }

        @Override
        public void addDue(Resolution resolution, long start, List<Series> series) {
            series.forEach(one ->
                    due.computeIfAbsent(resolution, unseen -> new TreeSet<>()).add(one.text()));
        }

        @Override
        public SortedSet<String> due(Resolution resolution, long start) {
            return due.getOrDefault(resolution, new TreeSet<>());
        }

        @Override
        public void removeDue(Resolution resolution, long start) {
            due.remove(resolution);
        }

        @Override
        public void slice(ClosedSlice slice) {
            bytes++;
        }
    }
}
