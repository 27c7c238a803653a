package dev.hypercare.bench.receiver;

import dev.hypercare.bench.cluster.BrokerNode;
import dev.hypercare.bench.cluster.BrokerProcess;
import dev.hypercare.embedded.TransactionRepair;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Posts requests while a broker and a worker are killed, evenly over the run, and then reads the topic. */
final class DeliveryRun {
    private static final String TOPIC = "received";
    private static final int PARTITIONS = 3;
    private static final int LEAST_AWAY_MILLIS = 200;
    private static final int MOST_AWAY_MILLIS = 3000;
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final DeliveryRunOptions options;
    private final PrintWriter out;
    private final long started = System.nanoTime();
    private DeliveryState state;
    private int restarts;

    private DeliveryRun(DeliveryRunOptions options, DeliveryState state, PrintWriter out) {
        this.options = options;
        this.state = state;
        this.out = out;
    }

    /** Runs one from the beginning. */
    static DeliveryReport begin(DeliveryRunOptions options, PrintWriter out) {
        return new DeliveryRun(options, DeliveryState.begin(options, BrokerProcess.newClusterId()), out).run();
    }

    /** Goes on with the one in its directory. */
    static DeliveryReport resume(DeliveryRunOptions options, PrintWriter out) {
        return new DeliveryRun(options, DeliveryState.load(options), out).run();
    }

    private DeliveryReport run() {
        try {
            Files.createDirectories(options.directory());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + options.directory(), e);
        }
        state.save(options.directory());
        List<BrokerNode> nodes = BrokerNode.plan(1, options.directory());
        try (BrokerProcess broker =
                BrokerProcess.prepare(nodes.get(0), nodes, state.clusterId(), "-Xmx512m", Map.of())) {
            broker.start();
            broker.awaitServing(PATIENCE);
            createTopic(broker.address());
            int port = ConnectProcess.freePort();
            try (AnsweredRequests answered =
                            new AnsweredRequests(options.directory().resolve("answered"));
                    ConnectProcess worker =
                            new ConnectProcess(options.directory(), broker.address(), options.exactlyOnce());
                    PostingClients clients = new PostingClients(
                            URI.create("http://127.0.0.1:" + port + "/in"), options.requests(), answered)) {
                worker.start();
                worker.put(connector(port), PATIENCE);
                clients.start(options.clients());
                killAll(broker, worker, answered);
                await(worker, answered, options.requests());
                say("%d requests answered; reading the topic", answered.count());
                ReceivedCount.Verdict verdict = ReceivedCount.of(broker.address(), TOPIC, options.requests())
                        .compare(answered::contains);
                long seconds = (System.nanoTime() - started) / 1_000_000_000L;
                return new DeliveryReport(
                        options, state.done(), verdict, clients.repeated(), restarts, state.resumed(), seconds);
            }
        }
    }

    /** Half of the kills, in an order that the seed makes, are of the broker. */
    private void killAll(BrokerProcess broker, ConnectProcess worker, AnsweredRequests answered) {
        Random random = new Random(options.seed());
        List<Boolean> victims = new ArrayList<>();
        for (int i = 0; i < options.kills(); i++) {
            victims.add(i % 2 == 0);
        }
        Collections.shuffle(victims, random);
        for (int i = 0; i < options.kills(); i++) {
            long away = random.nextInt(LEAST_AWAY_MILLIS, MOST_AWAY_MILLIS);
            if (i < state.done().size()) {
                continue;
            }
            await(worker, answered, (int) ((i + 1L) * options.requests() / (options.kills() + 1)));
            int before = answered.count();
            long died = System.nanoTime();
            if (victims.get(i)) {
                broker.kill();
                ConnectProcess.pause(away);
                broker.start();
                broker.awaitServing(PATIENCE);
                // A broker that is alone loses the ends of transactions: what the embedded one mends by itself.
                TransactionRepair.run(broker.address(), PATIENCE);
            } else {
                worker.kill();
                ConnectProcess.pause(away);
                worker.start();
            }
            // What was answered while it died does not show that it is back.
            int atStart = answered.count();
            await(worker, answered, Math.min(options.requests(), atStart + 1));
            DeliveryKill kill = new DeliveryKill(
                    i + 1, victims.get(i) ? "broker" : "worker", before, away, (System.nanoTime() - died) / 1_000_000L);
            state = state.with(kill);
            state.save(options.directory());
            say(
                    "kill %d of %d: %s after %d requests; %.1f s until the next 2xx",
                    kill.number(), options.kills(), kill.victim(), before, kill.gapMillis() / 1000.0);
        }
    }

    private void await(ConnectProcess worker, AnsweredRequests answered, int count) {
        int last = answered.count();
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (long looks = 0; answered.count() < count; looks++) {
            ConnectProcess.pause(20);
            if (looks % 25 == 24 && worker.restartFailed()) {
                restarts++;
            }
            if (answered.count() > last) {
                last = answered.count();
                end = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > end) {
                throw new IllegalStateException("no request was answered 2xx for " + PATIENCE.toSeconds() + " s, after "
                        + last + "; the logs are in " + options.directory());
            }
        }
    }

    private static void createTopic(String bootstrap) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot create the topic " + TOPIC + ": " + e.getCause(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Map<String, String> connector(int port) {
        Map<String, String> keys = new TreeMap<>();
        keys.put("connector.class", "dev.hypercare.receiver.HttpReceiverConnector");
        keys.put("tasks.max", "1");
        keys.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        keys.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        keys.put("listener.port", Integer.toString(port));
        keys.put("listener.deadline.ms", "4000");
        keys.put("paths", "in");
        keys.put("paths.in.path", "/in");
        keys.put("paths.in.topic", TOPIC);
        keys.put("paths.in.batch", "json-array");
        keys.put("paths.in.auth", "none");
        keys.put("paths.in.id.header", "X-Delivery");
        return keys;
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
