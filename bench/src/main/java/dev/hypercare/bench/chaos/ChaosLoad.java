package dev.hypercare.bench.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A steady load of {@link ChaosLines} from an idempotent producer that never gives up. Each line that was acknowledged by all replicas
 * is written down: partition, offset, timestamp of the broker, and the line, with tabs between.
 */
final class ChaosLoad implements AutoCloseable {
    /** The raw topic. */
    static final String TOPIC = "chaos.raw-nginx.v1";

    private static final int STEP_MILLIS = 20;
    /** Of the unlimited load: it asks again how many wait after that many. */
    private static final long MOST_A_STEP = 4000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final BufferedWriter truth;
    private final ChaosLines lines;
    private final Random random;
    private final int perSecond;
    private final int partitions;
    private final ScheduledExecutorService steps = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long sent;
    private long begin;
    private volatile @Nullable LongSupplier room;

    private ChaosLoad(long seed, int perSecond, ChaosLines lines, int partitions, ChaosPlace place) {
        this.lines = lines;
        random = new Random(seed);
        this.perSecond = perSecond;
        this.partitions = partitions;
        try {
            truth = Files.newBufferedWriter(place.truth(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + place.truth(), e);
        }
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", place.bootstrap(),
                        "acks", "all",
                        "enable.idempotence", "true",
                        "linger.ms", "5",
                        "delivery.timeout.ms", "2000000000",
                        "request.timeout.ms", "5000",
                        "max.block.ms", "600000",
                        "buffer.memory", "67108864",
                        "reconnect.backoff.max.ms", "500"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Starts one.
     *
     * @param perSecond lines
     * @param lines what is written
     * @param partitions of the raw topic
     */
    static ChaosLoad start(long seed, int perSecond, ChaosLines lines, int partitions, ChaosPlace place) {
        ChaosLoad load = prepare(seed, perSecond, lines, partitions, place);
        load.begin();
        return load;
    }

    /** One that writes nothing before it is told to. */
    static ChaosLoad prepare(long seed, int perSecond, ChaosLines lines, int partitions, ChaosPlace place) {
        return new ChaosLoad(seed, perSecond, lines, partitions, place);
    }

    /** Writes lines as fast as it can, and waits until all of them are acknowledged. Only before {@link #begin()}. */
    void feed(Iterator<byte[]> earlier) {
        earlier.forEachRemaining(this::send);
        producer.flush();
        check();
    }

    /** Begins with the steady load. */
    void begin() {
        begin = System.nanoTime();
        var unused = steps.scheduleAtFixedRate(this::step, 0, STEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * From now on it writes as much as is worked off, so that always some lines wait.
     *
     * @param waiting how many of its lines nobody has worked off yet
     * @param most how many are to wait at most
     */
    void saturate(LongSupplier waiting, int most) {
        room = () -> most - waiting.getAsLong();
    }

    /** Back to the steady load. */
    void steady() {
        room = null;
    }

    /** How many lines were handed to the producer in this run of the harness. */
    long written() {
        return written.get();
    }

    /** How many lines were acknowledged in this run of the harness. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** Stops, waits for the last answers and closes the file. Error: {@link IllegalStateException} if a line was refused. */
    void finish() {
        steps.shutdown();
        try {
            if (!steps.awaitTermination(10, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the load does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the load ended", e);
        }
        producer.flush();
        producer.close();
        try {
            synchronized (truth) {
                truth.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        check();
    }

    /** Error: {@link IllegalStateException} if a line was refused. */
    void check() {
        Exception e = failure.get();
        if (e != null) {
            throw new IllegalStateException("a line was neither acknowledged nor written down", e);
        }
    }

    @Override
    public void close() {
        steps.shutdownNow();
        producer.close(java.time.Duration.ZERO);
    }

    private void step() {
        try {
            LongSupplier unlimited = room;
            if (unlimited != null) {
                for (long left = Math.min(MOST_A_STEP, unlimited.getAsLong()); left > 0; left--) {
                    send(lines.next(System.currentTimeMillis()));
                }
            }
            long due = (System.nanoTime() - begin) / 1_000_000 * perSecond / 1000;
            // After a standstill it goes on from now: the lines that were never written were never promised.
            sent = Math.max(sent, due - perSecond);
            for (; sent < due; sent++) {
                send(lines.next(System.currentTimeMillis()));
            }
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void send(byte[] line) {
        written.incrementAndGet();
        var unused = producer.send(
                new ProducerRecord<>(TOPIC, random.nextInt(partitions), null, line),
                (where, e) -> answered(line, where, e));
    }

    private void answered(byte[] line, RecordMetadata where, @Nullable Exception e) {
        if (e != null) {
            failure.compareAndSet(null, e);
            return;
        }
        try {
            synchronized (truth) {
                truth.write(where.partition() + "\t" + where.offset() + "\t" + where.timestamp() + "\t"
                        + new String(line, StandardCharsets.UTF_8) + "\n");
            }
            acknowledged.incrementAndGet();
        } catch (IOException io) {
            failure.compareAndSet(null, io);
        }
    }

    /** Writes down to the disk what was acknowledged so far. */
    void save() {
        try {
            synchronized (truth) {
                truth.flush();
            }
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        }
    }
}
