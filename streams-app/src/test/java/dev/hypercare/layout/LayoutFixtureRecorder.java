package dev.hypercare.layout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.StoredWindow;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.schemas.registry.SchemaRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records the present layout for {@link LayoutUpgradeTest}. Run it by hand before the layout of any state changes, while the code
 * still writes the old one, and commit what it makes; its name keeps it out of every build:
 *
 * <pre>mvn -o -q -B -Dquick test -pl streams-app -am -Dtest=LayoutFixtureRecorder -Dsurefire.failIfNoSpecifiedTests=false</pre>
 *
 * It refuses to write over a fixture: delete the folder to record the same layout again.
 */
class LayoutFixtureRecorder {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int EPOCH = 1;

    @TempDir
    Path directory;

    private final Noting registry = new Noting();
    private final ObjectNode about = JSON.createObjectNode();

    @Test
    void records() throws Exception {
        int layout = new StoredWindow(EPOCH, 1, new Kpis()).toBytes()[0];
        LayoutFixture fixture = new LayoutFixture(LayoutFixture.ALL.resolve(Integer.toString(layout)));
        assertThat(fixture.folder()).as("delete it to record it again").doesNotExist();
        Files.createDirectories(fixture.folder());
        about.put("layout", layout);
        about.put("epoch", EPOCH);
        about.put("kafka", org.apache.kafka.common.utils.AppInfoParser.getVersion());
        about.put("recorded", Instant.now().toString());
        try (KpiInstallation installation = new KpiInstallation(directory, registry)) {
            run(installation);
            fixture.write(LayoutFixture.CHANGELOGS, changelogs(installation));
            fixture.write(LayoutFixture.WINDOWS, windows(installation));
            keepForEver(installation);
        }
        List<FedRecord> before = new ArrayList<>(LayoutTraffic.before());
        before.addAll(LayoutTraffic.handedOn());
        fixture.write(
                LayoutFixture.BEFORE, before.stream().map(FedRecord::toLine).toList());
        fixture.write(
                LayoutFixture.AFTER,
                LayoutTraffic.after().stream().map(FedRecord::toLine).toList());
        fixture.write(LayoutFixture.SCHEMAS, registry.lines());
        fixture.pack(directory);
        Files.writeString(fixture.folder().resolve(LayoutFixture.ABOUT), JSON.writeValueAsString(about) + "\n");
    }

    private void run(KpiInstallation installation) {
        installation.startAndWait(EPOCH, Duration.ofMillis(800));
        List<FedRecord> before = LayoutTraffic.before();
        int part = before.size() / 10;
        for (int from = 0; from < before.size(); from += part) {
            installation.feed(before.subList(from, Math.min(before.size(), from + part)));
            awaitProcessed(installation, Topics.CALLS.fullName("hypercare."));
        }
        installation.stop();
        // Not committed before the stop, which hands the partials on and ends before they can be merged.
        installation.startAndWait(EPOCH, Duration.ofMinutes(2));
        List<FedRecord> handedOn = LayoutTraffic.handedOn();
        installation.feed(handedOn);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> processed(installation) >= handedOn.size());
        installation.stop();
        Map<String, Long> committed = installation.committed();
        committed.forEach((partition, offset) -> about.withObject("/committed").put(partition, offset));
    }

    private static void awaitProcessed(KpiInstallation installation, String topic) {
        Map<TopicPartition, Long> ends = ends(installation, topic);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            Map<String, Long> committed = installation.committed();
            return ends.entrySet().stream()
                    .allMatch(end -> committed.getOrDefault(end.getKey().toString(), 0L) >= end.getValue());
        });
    }

    private static Map<TopicPartition, Long> ends(KpiInstallation installation, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(installation)) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            return consumer.endOffsets(partitions);
        }
    }

    /** Records that the present run of the application has taken up. */
    private static double processed(KpiInstallation installation) {
        return installation.runner().apps().get("kpi").metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("process-total")
                        && metric.metricName().group().equals("stream-thread-metrics"))
                .mapToDouble(metric -> (Double) metric.metricValue())
                .sum();
    }

    private List<String> changelogs(KpiInstallation installation) {
        Map<String, ConsumerRecord<byte[], byte[]>> newest = new LinkedHashMap<>();
        Map<String, Long> committed = installation.committed();
        long handedOn = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(installation)) {
            for (String topic : consumer.listTopics().keySet().stream().sorted().toList()) {
                if (!topic.startsWith(KpiInstallation.APPLICATION)) {
                    continue;
                }
                for (ConsumerRecord<byte[], byte[]> record : read(consumer, topic)) {
                    long from = committed.getOrDefault(topic + "-" + record.partition(), 0L);
                    if (topic.endsWith("-repartition") && record.offset() >= from) {
                        handedOn++;
                    }
                    if (!topic.endsWith("-repartition")) {
                        newest.put(topic + record.partition() + HexFormat.of().formatHex(record.key()), record);
                    } else if (record.offset() >= from) {
                        newest.put(topic + record.partition() + "@" + record.offset(), record);
                    }
                }
            }
        }
        about.put("handedOn", handedOn);
        newest.values().removeIf(record -> record.value() == null);
        about.put("changelogRecords", newest.size() - handedOn);
        assertThat(handedOn).as("partials that are not merged yet").isPositive();
        return newest.values().stream().map(LayoutFixtureRecorder::line).toList();
    }

    private static String line(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("topic", record.topic());
        node.put("partition", record.partition());
        node.put("offset", record.offset());
        node.put("timestamp", record.timestamp());
        node.put("key", HexFormat.of().formatHex(record.key()));
        node.put("value", HexFormat.of().formatHex(record.value()));
        return node.toString();
    }

    private List<String> windows(KpiInstallation installation) {
        Map<WindowKey, Kpi> published = installation.published();
        about.put("windows", published.size());
        return published.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(java.util.Comparator.comparing(WindowKey::toString)))
                .map(entry -> {
                    ObjectNode node = new ObjectMapper().valueToTree(WindowFigures.of(entry.getValue()));
                    node.put("resolution", entry.getKey().resolution().name());
                    node.put("series", entry.getKey().series());
                    node.put("start", entry.getKey().start());
                    node.put("epoch", entry.getValue().getEpoch());
                    node.put("version", entry.getValue().getVersion());
                    return node.toString();
                })
                .toList();
    }

    /** So that the broker of a test does not delete in some years what is old by then. */
    private static void keepForEver(KpiInstallation installation) throws Exception {
        try (Admin admin = installation.admin()) {
            Set<String> topics = new LinkedHashSet<>(admin.listTopics().names().get());
            Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
            for (String topic : topics) {
                changes.put(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(new ConfigEntry("retention.ms", "-1"), AlterConfigOp.OpType.SET)));
            }
            admin.incrementalAlterConfigs(changes).all().get();
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(KpiInstallation installation) {
        Map<String, Object> client = installation.client();
        client.put("isolation.level", "read_committed");
        return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> partitions = partitions(consumer, topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records;
    }

    /** Remembers what was registered, in order. */
    private static final class Noting implements SchemaRegistry {
        private final SchemaRegistry behind = new InMemoryRegistry();
        private final Set<String> lines = new LinkedHashSet<>();

        @Override
        public synchronized int register(String subject, Schema schema) {
            ObjectNode node = new ObjectMapper().createObjectNode();
            node.put("subject", subject);
            node.put("schema", schema.toString());
            lines.add(node.toString());
            return behind.register(subject, schema);
        }

        @Override
        public int idOf(String subject, Schema schema) {
            return behind.idOf(subject, schema);
        }

        @Override
        public Schema byId(int id) {
            return behind.byId(id);
        }

        synchronized List<String> lines() {
            return List.copyOf(lines);
        }
    }
}
