package dev.hypercare.streams;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.config.InvalidInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the topics of the contract, or refuses to start on ones that do not fit it. */
public final class TopicAdmin implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 8000;

    private final Admin admin;
    private final ClusterConfig cluster;
    private final TopicsConfig config;

    private TopicAdmin(Admin admin, ClusterConfig cluster, TopicsConfig config) {
        this.admin = admin;
        this.cluster = cluster;
        this.config = config;
    }

    /** Connects. Error: {@link InvalidInput} where no broker answers within about ten seconds. */
    public static TopicAdmin connect(ClusterConfig cluster, TopicsConfig config) {
        Map<String, Object> client = cluster.client();
        client.putIfAbsent("client.id", "hypercare-admin");
        client.put("default.api.timeout.ms", PATIENCE_MILLIS);
        client.put("request.timeout.ms", PATIENCE_MILLIS / 2);
        Admin admin;
        try {
            admin = Admin.create(client);
        } catch (KafkaException e) {
            throw ClusterProblem.of(cluster, e);
        }
        TopicAdmin topics = new TopicAdmin(admin, cluster, config);
        try {
            topics.get(admin.describeCluster().clusterId());
            return topics;
        } catch (RuntimeException e) {
            topics.close();
            throw e;
        }
    }

    /**
     * Checks the topics and makes the missing ones, if that is allowed.
     *
     * @param wanted topics that the applications read or write
     * @return names of those that were made. Error: {@link InvalidInput} that names every topic that is missing or does not fit
     */
    public List<String> ensure(Collection<Topic<?>> wanted) {
        Map<String, Topic<?>> missing = new LinkedHashMap<>();
        wanted.forEach(topic -> missing.put(topic.fullName(config.prefix()), topic));
        Map<String, TopicDescription> found = find(wanted);
        missing.keySet().removeAll(found.keySet());
        verify(found, wanted);
        if (!missing.isEmpty()) {
            make(missing);
            // Another instance may have been faster, and made them in another way.
            verify(findAll(wanted), wanted);
        }
        return List.copyOf(missing.keySet());
    }

    private Map<String, TopicDescription> find(Collection<Topic<?>> wanted) {
        Map<String, TopicDescription> found = new LinkedHashMap<>();
        List<String> names =
                wanted.stream().map(topic -> topic.fullName(config.prefix())).toList();
        admin.describeTopics(names)
                .topicNameValues()
                .forEach((name, answer) -> describe(answer).ifPresent(description -> found.put(name, description)));
        return found;
    }

    /** As {@link #find}, but waits until brokers know of every topic, which is a little after it was made. */
    private Map<String, TopicDescription> findAll(Collection<Topic<?>> wanted) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        Map<String, TopicDescription> found = find(wanted);
        while (found.size() < wanted.size() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            found = find(wanted);
        }
        return found;
    }

    /** The broker settings of a topic, by Kafka's names. */
    public static Map<String, String> settings(Topic<?> topic) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("cleanup.policy", topic.cleanup().policy());
        Duration retention = topic.retention();
        settings.put("retention.ms", Long.toString(retention == null ? -1 : retention.toMillis()));
        // Only segments that are no longer written to are deleted or compacted, so that they have to end in time.
        boolean compacted = topic.cleanup() != Topic.Cleanup.DELETE;
        Duration segment = compacted || retention == null ? Duration.ofDays(1) : retention.dividedBy(8);
        settings.put("segment.ms", Long.toString(segment.toMillis()));
        settings.put("message.timestamp.type", topic.timestamps());
        return settings;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }

    private void make(Map<String, Topic<?>> missing) {
        if (!config.create()) {
            throw new InvalidInput(
                    missing.size() + " topics are missing on " + cluster.bootstrap(),
                    List.copyOf(missing.keySet()),
                    "Make them as deploy/topics.yaml says, or set topics.create: true.");
        }
        List<NewTopic> topics = new ArrayList<>();
        missing.forEach((name, topic) -> topics.add(new NewTopic(
                        name,
                        Optional.of(config.partitions()),
                        config.replication() < 0 ? Optional.empty() : Optional.of((short) config.replication()))
                .configs(settings(topic))));
        for (KafkaFuture<Void> made : admin.createTopics(topics).values().values()) {
            try {
                get(made);
            } catch (TopicExistsException e) {
                // Another instance was faster; what it made is looked at afterwards.
            }
        }
    }

    private void verify(Map<String, TopicDescription> found, Collection<Topic<?>> wanted) {
        if (found.isEmpty()) {
            return;
        }
        Map<ConfigResource, Config> settings = get(admin.describeConfigs(
                        found.keySet().stream().map(TopicAdmin::resource).toList())
                .all());
        TopicFit fit = new TopicFit(cluster.bootstrap(), config.partitions());
        for (Topic<?> topic : wanted) {
            String name = topic.fullName(config.prefix());
            TopicDescription description = found.get(name);
            Config setting = settings.get(resource(name));
            if (description != null && setting != null) {
                fit.check(
                        name,
                        topic,
                        description.partitions().size(),
                        setting.get("cleanup.policy").value());
            }
        }
        fit.throwIfAny();
    }

    private static ConfigResource resource(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }

    private Optional<TopicDescription> describe(KafkaFuture<TopicDescription> answer) {
        try {
            return Optional.of(get(answer));
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    /** The answer; what stands for a missing or existing topic is thrown as it is, all else as a problem of the cluster. */
    private <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE_MILLIS + 1000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException unknown) {
                throw unknown;
            }
            if (e.getCause() instanceof TopicExistsException exists) {
                throw exists;
            }
            throw ClusterProblem.of(cluster, e);
        } catch (TimeoutException e) {
            throw ClusterProblem.of(cluster, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ClusterProblem.of(cluster, e);
        }
    }
}
