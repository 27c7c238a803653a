package dev.hypercare.testdata;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a recording to a raw topic so that it ends now, see {@link ReplayClock}. Times in the lines are moved, the record time is
 * the wall clock. Line n goes to partition n modulo their number: the same at each replay, all partitions move on together, and the
 * lines of a gateway stay in order within each. No line is published before its event time. Used once.
 */
public final class Replayer implements AutoCloseable {
    private static final long PROGRESS_MILLIS = 1000;

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final ReplayClock clock;
    private final Wall wall;
    private final InFlight inFlight = new InFlight();
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private final AtomicLong reached = new AtomicLong(Long.MIN_VALUE);
    private volatile long next;
    private long sent;

    /** Publishes to a cluster. {@code extra} adds client properties. */
    public static Replayer to(String bootstrap, Map<String, Object> extra, String topic, ReplayClock clock) {
        return new Replayer(producer(bootstrap, extra), topic, clock, Wall.SYSTEM);
    }

    public Replayer(Producer<byte[], byte[]> producer, String topic, ReplayClock clock, Wall wall) {
        this.producer = producer;
        this.topic = topic;
        this.clock = clock;
        this.wall = wall;
        this.next = clock.shifted(clock.recordedFrom());
    }

    /** A producer that neither loses nor repeats a line: idempotent, acknowledged by all, lz4. {@code extra} adds and overrides. */
    public static Producer<byte[], byte[]> producer(String bootstrap, Map<String, Object> extra) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "hypercare-replay");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.putAll(extra);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Publishes the lines whose recorded time is from the clock's {@code recordedFrom} to its {@code recordedTo}, both included, and
     * waits until the broker has acknowledged them. Ends early when the thread is interrupted, which stays interrupted.
     *
     * <p>Error: {@link RecordingException} where the recording cannot be read, {@link KafkaException} where the topic is not to be
     * found.
     */
    public Report run(Recording recording, Watcher watcher) {
        int partitions = producer.partitionsFor(topic).size();
        long began = wall.millis();
        long[] told = {began, 0};
        boolean whole = true;
        try {
            recording.forEach(line -> replay(line, partitions, watcher, told));
            whole = failure.get() == null && !Thread.currentThread().isInterrupted();
            next = whole ? Long.MAX_VALUE : next;
            if (whole) {
                producer.flush();
            }
        } catch (InterruptException e) {
            whole = false;
        }
        boolean stopped = !whole || failure.get() != null;
        return new Report(
                sent, inFlight.acknowledged(), stopped, failure.get(), Duration.ofMillis(wall.millis() - began));
    }

    /**
     * The event time that the replay has reached: all lines up to it are appended, but for the disorder within the recording. For
     * the ticks of the applications, which must not run ahead of a replay that is slower than its clock. Never goes back; stands
     * still once the replay was stopped before its end.
     */
    public long eventTime() {
        // In this order: a line is counted in flight before it stops being the next one.
        long coming = next;
        long bound = Math.min(clock.now(wall.millis()), Math.min(coming, inFlight.oldest()));
        return reached.accumulateAndGet(bound, Math::max);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    /** Lines acknowledged so far. */
    public long acknowledged() {
        return inFlight.acknowledged();
    }

    /** False where the replay is to end. */
    private boolean replay(Recording.Line line, int partitions, Watcher watcher, long[] told) {
        // Lines before the first time, which only a damaged file has, go with the beginning.
        long at = line.at() == Long.MIN_VALUE ? clock.recordedFrom() : line.at();
        if (at < clock.recordedFrom() || at > clock.recordedTo()) {
            return true;
        }
        next = clock.shifted(at);
        if (!waitUntil(clock.dueAt(at), watcher, told) || failure.get() != null) {
            return false;
        }
        publish(line, at, partitions);
        tell(watcher, told);
        return true;
    }

    private void publish(Recording.Line line, long at, int partitions) {
        InFlight.Entry entry = inFlight.add(clock.shifted(at));
        byte[] value = line.shifted(clock.shift());
        int partition = (int) (sent % partitions);
        try {
            var unused = producer.send(
                    new ProducerRecord<>(topic, partition, wall.millis(), null, value), (metadata, error) -> {
                        if (error != null) {
                            failure.compareAndSet(null, topic + ": " + error.getMessage());
                        }
                        inFlight.done(entry, error == null);
                    });
            sent++;
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            failure.compareAndSet(null, topic + ": " + e.getMessage());
            inFlight.done(entry, false);
        }
    }

    /** False when interrupted. Tells of progress also while it waits. */
    private boolean waitUntil(long due, Watcher watcher, long[] told) {
        try {
            for (long now = wall.millis(); now < due; now = wall.millis()) {
                wall.sleep(Math.min(due - now, PROGRESS_MILLIS));
                tell(watcher, told);
            }
            return !Thread.currentThread().isInterrupted();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void tell(Watcher watcher, long[] told) {
        long now = wall.millis();
        if (now - told[0] >= PROGRESS_MILLIS) {
            double perSecond = (sent - told[1]) * 1000.0 / (now - told[0]);
            told[0] = now;
            told[1] = sent;
            watcher.progress(new Progress(sent, inFlight.acknowledged(), clock.now(now), perSecond));
        }
    }

    /**
     * How far a replay is.
     *
     * @param lines handed to the producer
     * @param acknowledged appended by the broker
     * @param eventTime what the replay clock shows, epoch ms
     * @param linesPerSecond published per second of the wall clock since the last progress
     */
    public record Progress(long lines, long acknowledged, long eventTime, double linesPerSecond) {}

    /**
     * How a replay ended.
     *
     * @param lines handed to the producer
     * @param acknowledged appended by the broker
     * @param stopped whether it ended before the end of its part, by interruption or failure
     * @param failure the first error of the producer, naming the topic; null where there was none
     * @param took wall clock
     */
    public record Report(
            long lines,
            long acknowledged,
            boolean stopped,
            @Nullable String failure,
            Duration took) {}

    /** Told about once a second, on the thread of the replay. */
    @FunctionalInterface
    public interface Watcher {
        void progress(Progress progress);
    }

    /** The wall clock, and waiting by it. */
    public interface Wall {
        /** The clock of the machine. */
        Wall SYSTEM = new Wall() {
            @Override
            public long millis() {
                return System.currentTimeMillis();
            }

            @Override
            public void sleep(long millis) throws InterruptedException {
                Thread.sleep(millis);
            }
        };

        /** Epoch milliseconds. */
        long millis();

        void sleep(long millis) throws InterruptedException;
    }
}
