package dev.hypercare.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the embedded broker is told: one node, small threads and buffers, short sessions so that a killed instance is back soon. */
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final String BROKER_LISTENER = "PLAINTEXT";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerSettings() {}

    static Map<String, String> of(Path logs, String host, int port, int controllerPort) {
        Map<String, String> settings = new LinkedHashMap<>();
        node(settings, logs, host, port, controllerPort);
        internalTopics(settings);
        recovery(settings);
        settings.put("auto.create.topics.enable", "false");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("group.coordinator.threads", "1");
        settings.put("share.coordinator.threads", "1");
        settings.put("background.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("log.cleaner.io.buffer.size", "262144");
        settings.put("log.retention.check.interval.ms", "60000");
        return settings;
    }

    private static void node(Map<String, String> settings, Path logs, String host, int port, int controllerPort) {
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        String broker = BROKER_LISTENER + "://" + host + ":" + port;
        settings.put("listeners", broker + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", broker);
        settings.put(
                "listener.security.protocol.map", BROKER_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        settings.put("inter.broker.listener.name", BROKER_LISTENER);
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        // Voters are known by id; the address of the only one may differ at each start.
        settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        settings.put("log.dirs", logs.toString());
    }

    private static void internalTopics(Map<String, String> settings) {
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        // An instance that was off for weeks must go on where it stopped, not start over and count twice: 400 days.
        settings.put("offsets.retention.minutes", "576000");
        settings.put("transactional.id.expiration.ms", "2147483647");
    }

    private static void recovery(Map<String, String> settings) {
        // After a kill the controller refuses the broker until the session of its former life has ended; a shorter one
        // would fence
        // it whenever a busy machine stands still for a moment.
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("broker.session.timeout.ms", "6000");
        settings.put("controller.quorum.election.timeout.ms", "300");
        settings.put("controller.quorum.fetch.timeout.ms", "2000");
        settings.put("initial.broker.registration.timeout.ms", "30000");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // What was not flushed is read again after a kill: keep that small.
        settings.put("log.segment.bytes", "134217728");
        settings.put("log.index.size.max.bytes", "1048576");
        settings.put("log.flush.interval.ms", "10000");
        settings.put("log.flush.offset.checkpoint.interval.ms", "10000");
        settings.put("log.flush.scheduler.interval.ms", "2000");
    }
}
