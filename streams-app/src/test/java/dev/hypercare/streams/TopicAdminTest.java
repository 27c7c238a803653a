package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.embedded.EmbeddedBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicAdminTest {
    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private static Admin admin;
    private static ClusterConfig cluster;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory, "127.0.0.1", 0);
        cluster = ClusterConfig.DEFAULT.at(broker.bootstrapServers());
        admin = Admin.create(cluster.client());
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void makesEveryTopicAsTheContractSaysAndThenFindsThemFit() throws Exception {
        TopicsConfig config = new TopicsConfig("fit.", 3, 1, true);
        try (TopicAdmin topics = TopicAdmin.connect(cluster, config)) {
            assertThat(topics.ensure(Topics.ALL)).hasSameSizeAs(Topics.ALL);
            assertThat(topics.ensure(Topics.ALL)).isEmpty();
        }
        ConfigResource alerts = new ConfigResource(ConfigResource.Type.TOPIC, "fit.alerts.v1");
        var settings = admin.describeConfigs(List.of(alerts))
                .all()
                .get(1, TimeUnit.MINUTES)
                .get(alerts);
        assertThat(settings.get("cleanup.policy").value()).contains("compact").contains("delete");
        assertThat(settings.get("retention.ms").value())
                .isEqualTo(Long.toString(Duration.ofDays(400).toMillis()));
        assertThat(admin.describeTopics(List.of("fit.calls.v1"))
                        .allTopicNames()
                        .get(1, TimeUnit.MINUTES)
                        .get("fit.calls.v1")
                        .partitions())
                .hasSize(3);
    }

    @Test
    void namesTheTopicWithTheWrongNumberOfPartitionsAndWhatToDo() throws Exception {
        make(new NewTopic("narrow.calls.v1", 2, (short) 1));
        InvalidInput problem = refusal(new TopicsConfig("narrow.", 3, 1, true));
        assertThat(problem)
                .hasMessageContaining("narrow.calls.v1: 2 partitions (expected: 3)")
                .hasMessageContaining(broker.bootstrapServers());
        assertThat(problem.advice())
                .contains("topics.partitions: 2")
                .contains("kafka-topics --bootstrap-server " + broker.bootstrapServers()
                        + " --alter --topic narrow.calls.v1 --partitions 3");
    }

    @Test
    void everyTopicItMadeIsKnownToTheBrokerWhenItReturns() throws Exception {
        try (TopicAdmin topics = TopicAdmin.connect(cluster, new TopicsConfig("known.", 20, 1, true))) {
            List<String> made = topics.ensure(Topics.ALL);
            assertThat(admin.describeTopics(made).allTopicNames().get(1, TimeUnit.MINUTES))
                    .containsOnlyKeys(made)
                    .allSatisfy((name, topic) -> assertThat(topic.partitions()).hasSize(20));
        }
    }

    @Test
    void doesNotAdviseToTakePartitionsAway() throws Exception {
        make(new NewTopic("wide.calls.v1", 5, (short) 1));
        assertThat(refusal(new TopicsConfig("wide.", 3, 1, true)).advice())
                .contains("make wide.calls.v1 anew")
                .doesNotContain("--alter");
    }

    @Test
    void namesTheTopicWithTheWrongCleanupPolicyAndTheCommandThatMendsIt() throws Exception {
        make(new NewTopic("policy.alerts.v1", 3, (short) 1).configs(Map.of("cleanup.policy", "delete")));
        InvalidInput problem = refusal(new TopicsConfig("policy.", 3, 1, true));
        assertThat(problem).hasMessageContaining("policy.alerts.v1: cleanup.policy delete (expected: compact,delete)");
        assertThat(problem.advice()).contains("--topic policy.alerts.v1 --add-config cleanup.policy=[compact,delete]");
    }

    @Test
    void listsEveryMissingTopicWhereItMayNotMakeThem() {
        InvalidInput problem = refusal(new TopicsConfig("missing.", 3, 1, false));
        assertThat(problem).hasMessageContaining(Topics.ALL.size() + " topics are missing");
        Topics.ALL.forEach(topic -> assertThat(problem).hasMessageContaining(topic.fullName("missing.")));
        assertThat(problem.advice()).contains("deploy/topics.yaml").contains("topics.create: true");
    }

    @Test
    void saysThatThereAreTooFewBrokersForTheReplicas() {
        assertThat(refusal(new TopicsConfig("replicas.", 3, 3, true)).advice()).contains("topics.replication");
    }

    @Test
    void saysThatNoBrokerAnswersBeforeTheMinuteThatAClientWouldWait() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String nowhere = "127.0.0.1:" + silent.getLocalPort();
            long start = System.nanoTime();
            assertThatThrownBy(() -> TopicAdmin.connect(ClusterConfig.DEFAULT.at(nowhere), TopicsConfig.DEFAULT))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessage("no Kafka broker answers at " + nowhere);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(50));
        }
    }

    @Test
    void saysThatAClientSettingIsWrong() {
        ClusterConfig odd = new ClusterConfig(broker.bootstrapServers(), Map.of("security.protocol", "TELEPATHY"));
        assertThatThrownBy(() -> TopicAdmin.connect(odd, TopicsConfig.DEFAULT))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("TELEPATHY");
    }

    private static void make(NewTopic topic) throws Exception {
        admin.createTopics(List.of(topic)).all().get(1, TimeUnit.MINUTES);
    }

    private static InvalidInput refusal(TopicsConfig config) {
        try (TopicAdmin topics = TopicAdmin.connect(cluster, config)) {
            return catchThrowableOfType(InvalidInput.class, () -> topics.ensure(Topics.ALL));
        }
    }
}
