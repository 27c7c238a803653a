package dev.hypercare.bench.cluster;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a broker of the benchmarks is told: as the product's embedded one, without flushing to the disk and with larger segments. */
final class NodeSettings {
    private NodeSettings() {}

    /**
     * The settings of one of several nodes.
     *
     * @param extra settings that win over these
     */
    static Map<String, String> of(BrokerNode node, List<BrokerNode> all, Map<String, String> extra) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(node.id()));
        String broker = "PLAINTEXT://127.0.0.1:" + node.port();
        settings.put("listeners", broker + ",CONTROLLER://127.0.0.1:" + node.controllerPort());
        settings.put("advertised.listeners", broker);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", BrokerNode.voters(all));
        settings.put("log.dirs", node.log().toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("log.segment.bytes", "536870912");
        settings.put("log.retention.ms", "-1");
        settings.put("message.max.bytes", "10485760");
        internalTopics(settings, all.size());
        recovery(settings);
        settings.putAll(extra);
        return settings;
    }

    private static void internalTopics(Map<String, String> settings, int nodes) {
        String replicas = Integer.toString(Math.min(3, nodes));
        String inSync = nodes >= 3 ? "2" : "1";
        settings.put("default.replication.factor", replicas);
        settings.put("min.insync.replicas", inSync);
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("offsets.topic.replication.factor", replicas);
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", replicas);
        settings.put("transaction.state.log.min.isr", inSync);
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", replicas);
        settings.put("share.coordinator.state.topic.min.isr", inSync);
    }

    private static void recovery(Map<String, String> settings) {
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("broker.session.timeout.ms", "6000");
        settings.put("initial.broker.registration.timeout.ms", "30000");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }
}
