package dev.hypercare.bench.chaos;

import dev.hypercare.embedded.registry.EmbeddedRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/** Brokers, a registry in this JVM, and three instances that are started again whenever they end. */
final class ChaosCluster implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 200;
    private static final long START_MILLIS = 120_000;
    /** How long an instance may take until it commits again, before another one is asked. */
    private static final long COMMIT_MILLIS = 15_000;

    private final ChaosPlace place;
    private final List<ChaosBroker> brokers;
    private final List<InstanceNode> instances;
    private final Admin admin;
    private EmbeddedRegistry registry;
    private int restarts;

    @SuppressWarnings("NullAway.Init") // The registry needs the brokers, which start() starts.
    ChaosCluster(ProductSettings settings, ChaosPlace place) {
        this.place = place;
        brokers = IntStream.range(0, place.brokers())
                .mapToObj(node -> new ChaosBroker(node, place))
                .toList();
        instances = IntStream.range(0, FaultPlan.EACH)
                .mapToObj(number -> new InstanceNode(number, settings, place))
                .toList();
        admin = Admin.create(Map.of(
                "bootstrap.servers", place.bootstrap(),
                "request.timeout.ms", "3000",
                "default.api.timeout.ms", "4000",
                "reconnect.backoff.max.ms", "300"));
    }

    /** Starts all of it, clocks off by chance. Error: {@link IllegalStateException} when it does not run within two minutes. */
    void start(Random random) {
        start(random, 0);
    }

    /** The same, with ticks ahead of the clocks, milliseconds. */
    void start(Random random, long aheadMillis) {
        brokers.forEach(broker -> broker.start(FaultPlan.shift(random)));
        await("the brokers", START_MILLIS, this::brokersServe);
        registry = EmbeddedRegistry.start(place.bootstrap(), "127.0.0.1", place.registryPort());
        instances.forEach(instance -> instance.start(FaultPlan.shift(random), aheadMillis));
        await("the instances", START_MILLIS, () -> {
            revive();
            return instances.stream().allMatch(InstanceNode::running);
        });
    }

    /** Where schemas are. */
    String registryUrl() {
        return registry.url();
    }

    List<InstanceNode> instances() {
        return instances;
    }

    /** How often an instance was started again that had ended by itself. */
    int restarts() {
        return restarts;
    }

    /**
     * Does it and waits until it has happened. Of the instances, the next one is asked when one does not commit.
     *
     * @return the broker or instance that it happened to; negative when to none
     */
    int inject(Fault fault) {
        if (fault.kind() == FaultKind.BROKER_KILL) {
            brokers.get(fault.target()).kill();
            return fault.target();
        }
        if (fault.kind() == FaultKind.INSTANCE_KILL) {
            instances.get(fault.target()).kill();
            return fault.target();
        }
        for (int i = 0; i < FaultPlan.EACH; i++) {
            int target = (fault.target() + i) % FaultPlan.EACH;
            InstanceNode instance = instances.get(target);
            instance.say("arm " + fault.kind());
            if (instance.awaitFault(fault.kind(), COMMIT_MILLIS)) {
                return target;
            }
            instance.say("disarm");
        }
        return -1;
    }

    /** Starts what a fault ended. */
    void restart(Fault fault, int target) {
        if (fault.kind() == FaultKind.BROKER_KILL) {
            brokers.get(target).start(fault.shiftMillis());
        } else if (fault.kind().kill() && target >= 0) {
            instances.get(target).start(fault.shiftMillis());
        }
    }

    /** Whether all brokers have all data and all instances run; starts what has ended by itself. */
    boolean whole() {
        revive();
        return instances.stream().allMatch(InstanceNode::running)
                && brokers.stream().allMatch(ChaosBroker::alive)
                && replicated();
    }

    /** Tells all instances something. */
    void say(String order) {
        instances.forEach(instance -> instance.say(order));
    }

    @Override
    public void close() {
        instances.forEach(InstanceNode::kill);
        if (registry != null) {
            registry.close();
        }
        admin.close(java.time.Duration.ofSeconds(1));
        brokers.forEach(ChaosBroker::kill);
    }

    /** Waits. Error: {@link IllegalStateException} when it takes longer. */
    static void await(String what, long millis, BooleanSupplier until) {
        if (!within(millis, until)) {
            throw new IllegalStateException(what + " did not get there within " + millis / 1000
                    + " s; the logs of the processes are in the folder logs of the run");
        }
    }

    /** Waits; says whether it came. */
    static boolean within(long millis, BooleanSupplier until) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (!until.getAsBoolean()) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                return false;
            }
            pause(LOOK_EVERY_MILLIS);
        }
        return true;
    }

    /** Lets time pass. */
    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As the supervisor of a process would do. */
    private void revive() {
        for (InstanceNode instance : instances) {
            if (!instance.alive()) {
                restarts++;
                instance.start(0);
            }
        }
    }

    private boolean brokersServe() {
        try {
            return admin.describeCluster().nodes().get(4, TimeUnit.SECONDS).size() == brokers.size();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private boolean replicated() {
        try {
            List<String> topics = new ArrayList<>(
                    admin.listTopics(new org.apache.kafka.clients.admin.ListTopicsOptions().listInternal(true))
                            .names()
                            .get(4, TimeUnit.SECONDS));
            for (TopicDescription topic : admin.describeTopics(topics)
                    .allTopicNames()
                    .get(4, TimeUnit.SECONDS)
                    .values()) {
                if (topic.partitions().stream()
                        .anyMatch(partition -> partition.isr().size() < brokers.size())) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
