package dev.hypercare.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it, small: a broker and every instance in processes of their own. */
class TinyReplayTest {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void threeInstancesThatAreKilledAndOneThatIsNotWriteTheSameRecordsAndOneMoreIsNoticed() {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        ReplayOptions options = new ReplayOptions(
                Long.getLong("hypercare.seed", 5), 20_000, 60, 3, 2, 4, null, ReplayOptions.EVENING, folder);
        try (ReplayRun run = new ReplayRun(options, out)) {
            ReplayReport report = run.run();
            report.print(out);
            assertThat(report.topics()).allSatisfy(topic -> {
                assertThat(topic.first()).isEmpty();
                assertThat(topic.expected()).as(topic.topic()).isPositive();
            });
            assertThat(report.passed()).isTrue();
            assertThat(report.killed()).isEqualTo(1);
            assertThat(report.terminated()).isEqualTo(1);

            addOneMore(run.bootstrap());
            ReplayReport sabotaged = run.compare();
            assertThat(sabotaged.passed()).isFalse();
            assertThat(sabotaged.topics().stream().filter(topic -> !topic.equal()))
                    .extracting(TopicResult::topic)
                    .containsExactly("kpis-1h");
        }
    }

    private static void addOneMore(String bootstrap) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer())) {
            var unused = producer.send(
                    new ProducerRecord<>(ReplayOptions.topic("kpis-1h"), 0, null, new byte[] {1}, new byte[] {1}));
        }
    }
}
