package dev.hypercare.embedded.registry;

import dev.hypercare.contract.config.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the registry's topic, or checks that the one that exists keeps schemas for ever and in one order. */
final class RegistryTopic {
    private RegistryTopic() {}

    /** Error: {@link InvalidInput} where no broker answers or the topic is unfit. */
    static void prepare(String bootstrapServers, String topic) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        try (Admin admin = Admin.create(settings)) {
            if (!create(admin, topic)) {
                check(admin, topic);
            }
        } catch (ExecutionException e) {
            throw new InvalidInput(
                    "the registry cannot use topic " + topic + " at " + bootstrapServers + ": "
                            + (e.getCause() == null ? e : e.getCause()).getMessage(),
                    "Check that Kafka is running there and that the topic may be created and described.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while preparing topic " + topic, e);
        }
    }

    private static boolean create(Admin admin, String topic) throws ExecutionException, InterruptedException {
        NewTopic wanted = new NewTopic(topic, Optional.of(1), Optional.empty())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        // An open segment is never compacted, and the embedded broker is restarted often.
                        TopicConfig.SEGMENT_BYTES_CONFIG,
                        "16777216"));
        try {
            admin.createTopics(List.of(wanted)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private static void check(Admin admin, String topic) throws ExecutionException, InterruptedException {
        TopicDescription found = Objects.requireNonNull(
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = Objects.requireNonNull(
                admin.describeConfigs(List.of(resource)).all().get().get(resource));
        int partitions = found.partitions().size();
        String cleanup = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        if (partitions != 1 || !cleanup.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw new InvalidInput(
                    "topic " + topic + " has " + partitions + " partitions and cleanup.policy=" + cleanup
                            + " (expected: 1 partition, cleanup.policy=compact)",
                    "Schemas would be lost or out of order. Use another topic or recreate this one.");
        }
    }
}
