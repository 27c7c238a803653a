package dev.hypercare.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayerTest {
    private static final String TOPIC = "hypercare.raw-nginx.v1";
    private static final int PARTITIONS = 3;
    private static final long RECORDED = 1_700_000_000_000L;
    private static final long START = 1_795_341_600_000L;

    @TempDir
    Path dir;

    private final FakeWall wall = new FakeWall();
    private final List<Replayer.Progress> progress = new ArrayList<>();
    private MockProducer<byte[], byte[]> producer = producer(true);
    private Recording recording;

    @BeforeEach
    void record() throws IOException {
        Path file = dir.resolve("access.jsonl");
        AccessLogGenerator.write(
                AccessLogGenerator.Spec.of(3, 3000, RECORDED).disorder(300).malformed(0.02), file);
        recording = Recording.file(file);
    }

    @AfterEach
    void notInterruptedAnyMore() {
        Thread.interrupted();
    }

    @Test
    void publishesEveryLineShiftedSoThatTheLastOneEndsNow() {
        ReplayClock clock = ReplayClock.of(recording.span(), START, 10);
        Replayer.Report report = replayer(clock).run(recording, progress::add);

        assertThat(report.lines()).isEqualTo(3000);
        assertThat(report.acknowledged()).isEqualTo(3000);
        assertThat(report.stopped()).isFalse();
        assertThat(report.failure()).isNull();
        assertThat(report.took()).isEqualTo(Duration.ofMillis(clock.endWall() - START));
        long latest = producer.history().stream()
                .mapToLong(record -> LogTime.of(text(record)).orElse(0))
                .max()
                .orElseThrow();
        assertThat(latest).isEqualTo(wall.now).isEqualTo(clock.endWall());
    }

    @Test
    void changesNothingButTheTimes() {
        ReplayClock clock = ReplayClock.of(recording.span(), START, 10);
        replayer(clock).run(recording, progress::add);

        List<byte[]> back = producer.history().stream()
                .map(record -> LogTime.shift(text(record), -clock.shift()).getBytes(StandardCharsets.ISO_8859_1))
                .toList();
        List<byte[]> original = new ArrayList<>();
        recording.forEach(line -> original.add(line.bytes()));
        assertThat(back).containsExactlyElementsOf(original);
    }

    @Test
    void publishesNoLineBeforeItsEventTimeAndKeepsTheSpeed() {
        ReplayClock clock = ReplayClock.of(recording.span(), START, 10);
        replayer(clock).run(recording, progress::add);

        for (ProducerRecord<byte[], byte[]> record : producer.history()) {
            long at = LogTime.of(text(record)).orElse(Long.MIN_VALUE);
            assertThat(clock.now(record.timestamp())).isGreaterThanOrEqualTo(at);
        }
        assertThat(producer.history().get(0).timestamp()).isBetween(START, START + 100);
        assertThat(producer.history().get(1500).timestamp() - START)
                .isBetween((clock.endWall() - START) * 4 / 10, (clock.endWall() - START) * 6 / 10);
    }

    @Test
    void spreadsLinesOverThePartitionsTheSameWayEachTime() {
        ReplayClock clock = ReplayClock.of(recording.span(), START, 10);
        replayer(clock).run(recording, progress::add);

        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; i < producer.history().size(); i++) {
            ProducerRecord<byte[], byte[]> record = producer.history().get(i);
            assertThat(record.partition()).isEqualTo(i % PARTITIONS);
            assertThat(record.topic()).isEqualTo(TOPIC);
            counts.merge(record.partition(), 1, Integer::sum);
        }
        assertThat(counts).containsOnly(Map.entry(0, 1000), Map.entry(1, 1000), Map.entry(2, 1000));
    }

    @Test
    void replaysOnlyThePartThatIsAskedFor() {
        long from = RECORDED + 5000;
        long to = RECORDED + 12_000;
        ReplayClock clock = new ReplayClock(from, to, START, 1);
        Replayer.Report report = replayer(clock).run(recording, progress::add);

        List<Long> expected = new ArrayList<>();
        recording.forEach(line -> {
            if (line.at() >= from && line.at() <= to && line.timed()) {
                expected.add(clock.shifted(line.at()));
            }
            return true;
        });
        List<Long> published = producer.history().stream()
                .map(record -> LogTime.of(text(record)).orElse(-1))
                .filter(at -> at >= 0)
                .toList();
        assertThat(expected).hasSizeGreaterThan(500);
        assertThat(published).isEqualTo(expected);
        assertThat(report.took()).isLessThanOrEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void tellsOfProgressAboutOnceASecond() {
        ReplayClock clock = ReplayClock.of(recording.span(), START, 1);
        replayer(clock).run(recording, progress::add);

        assertThat(progress).hasSizeBetween(25, 35);
        assertThat(progress)
                .isSortedAccordingTo((a, b) -> Long.compare(a.lines(), b.lines()))
                .allSatisfy(p -> assertThat(p.linesPerSecond()).isBetween(50.0, 160.0));
        Replayer.Progress last = progress.get(progress.size() - 1);
        assertThat(last.lines()).isBetween(2700L, 3000L);
        assertThat(last.eventTime()).isBetween(clock.endWall() - 2000, clock.endWall());
    }

    @Test
    void eventTimeNeverPassesALineThatIsNotAcknowledged() {
        producer = producer(false);
        ReplayClock clock = ReplayClock.of(recording.span(), START, 10);
        Replayer replayer = replayer(clock);
        List<Long> reached = new ArrayList<>();
        wall.onSleep = () -> {
            long oldestUnacknowledged = producer.history().isEmpty()
                    ? Long.MAX_VALUE
                    : LogTime.of(text(producer.history().get((int) replayer.acknowledged())))
                            .orElse(Long.MAX_VALUE);
            reached.add(replayer.eventTime());
            assertThat(replayer.eventTime()).isLessThanOrEqualTo(oldestUnacknowledged);
            if (reached.size() == 200) {
                Thread.currentThread().interrupt();
            }
        };
        replayer.run(recording, progress::add);

        assertThat(reached).hasSize(200).isSorted();
        assertThat(replayer.acknowledged()).isZero();
    }

    @Test
    void eventTimeIsTheWallClockOnceAllIsAcknowledged() {
        Replayer replayer = replayer(ReplayClock.of(recording.span(), START, 10));
        replayer.run(recording, progress::add);
        wall.now += 5000;

        assertThat(replayer.eventTime()).isEqualTo(wall.now);
    }

    @Test
    void anInterruptionEndsItEarlyAndStaysSet() {
        Replayer replayer = replayer(ReplayClock.of(recording.span(), START, 10));
        wall.onSleep = () -> {
            if (producer.history().size() > 100) {
                Thread.currentThread().interrupt();
            }
        };
        Replayer.Report report = replayer.run(recording, progress::add);

        assertThat(report.stopped()).isTrue();
        assertThat(report.lines()).isBetween(100L, 200L);
        assertThat(report.acknowledged()).isEqualTo(report.lines());
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void aRefusedLineEndsItAndIsNotCountedAsAcknowledged() {
        producer = producer(false);
        Replayer replayer = replayer(ReplayClock.of(recording.span(), START, 10));
        wall.onSleep = () -> {
            if (producer.history().size() > 100) {
                producer.completeNext();
                producer.errorNext(new RecordTooLargeException("too large"));
                wall.onSleep = () -> {};
            }
        };
        Replayer.Report report = replayer.run(recording, progress::add);

        assertThat(report.stopped()).isTrue();
        assertThat(report.failure()).isEqualTo(TOPIC + ": too large");
        assertThat(report.acknowledged()).isEqualTo(1);
    }

    @Test
    void aLineThatIsRefusedAfterTheLastOneWasSentIsTold() {
        producer =
                new MockProducer<byte[], byte[]>(
                        cluster(), false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized void flush() {
                        errorNext(new RecordTooLargeException("too large"));
                        super.flush();
                    }
                };
        Replayer.Report report =
                replayer(ReplayClock.of(recording.span(), START, 10)).run(recording, progress::add);

        assertThat(report.lines()).isEqualTo(3000);
        assertThat(report.acknowledged()).isEqualTo(2999);
        assertThat(report.failure()).isEqualTo(TOPIC + ": too large");
        assertThat(report.stopped()).isTrue();
    }

    private Replayer replayer(ReplayClock clock) {
        return new Replayer(producer, TOPIC, clock, wall);
    }

    private static MockProducer<byte[], byte[]> producer(boolean acknowledges) {
        return new MockProducer<>(cluster(), acknowledges, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Cluster cluster() {
        Node node = new Node(1, "127.0.0.1", 1);
        Node[] nodes = {node};
        List<PartitionInfo> partitions = new ArrayList<>();
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new PartitionInfo(TOPIC, i, node, nodes, nodes));
        }
        return new Cluster("c", List.of(node), partitions, Set.of(), Set.of());
    }

    private static String text(ProducerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.ISO_8859_1);
    }

    /** Time passes only by sleeping. */
    private static final class FakeWall implements Replayer.Wall {
        private long now = START;
        private Runnable onSleep = () -> {};

        @Override
        public long millis() {
            return now;
        }

        @Override
        public void sleep(long millis) throws InterruptedException {
            assertThat(millis).isPositive();
            now += millis;
            onSleep.run();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
