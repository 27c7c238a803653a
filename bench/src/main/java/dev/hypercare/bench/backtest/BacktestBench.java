package dev.hypercare.bench.backtest;

import dev.hypercare.bench.child.ChildJvm;
import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.bench.files.Folders;
import dev.hypercare.bench.ours.OursMain;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.streams.TopicTail;
import dev.hypercare.streams.Wiring;
import dev.hypercare.testdata.Replayer;
import dev.hypercare.testdata.simulate.Simulation;
import dev.hypercare.testdata.simulate.SimulationSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** A simulated launch that just ended goes through the applications as fast as they are; then rules are tried on all of it. */
final class BacktestBench {
    /** As many as {@code hypercare up} has. */
    private static final int PARTITIONS = 4;

    private static final String PREFIX = "backtest.";
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final Duration WARM_UP = Duration.ofHours(1);
    /** Room between the end of the launch and now. */
    private static final long AGO_MILLIS = 600_000;

    private static final long LONGEST_SECONDS = 3600;
    private static final String TWO_RULES = """
            rules:
              - {id: try-burst, summary: "{failed} fail", view: [api], severity: p2, window: 30s, when: failed >= 10 && failed_ratio > 0.05}
              - {id: try-slow, summary: "p95 {p95} ms", view: [api, route, method], severity: p3, window: 1m, when: calls >= 30 && p95 > 1000, keep: 30s}
            """;

    private final Path folder;
    private final Consumer<String> progress;
    private long calls;
    private double countedInSeconds;

    /** @param folder takes logs, and data that are deleted at the end */
    BacktestBench(Path folder, Consumer<String> progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param seed of the launch
     * @param length of it, more than an hour, which is without faults
     * @param exact whether the calls are judged, too, which takes minutes
     * @return one for each; {@link #calls} and {@link #countedInSeconds} tell what they are about. Error: {@link IllegalStateException}
     *     where a process fails
     */
    List<BacktestTime> run(long seed, Duration length, boolean exact) throws InterruptedException {
        long from = (System.currentTimeMillis() - AGO_MILLIS - length.toMillis()) / 60_000 * 60_000;
        long to = from + length.toMillis();
        Path data = folder.resolve("cluster");
        try (BenchCluster cluster = BenchCluster.start(data)) {
            try (ChildJvm applications = start(cluster)) {
                long begin = System.nanoTime();
                SimulationSettings settings = SimulationSettings.of(seed)
                        .startingAt(Instant.ofEpochMilli(from))
                        .lasting(length, WARM_UP);
                write(cluster, Simulation.of(settings), from, to);
                awaitPanes(cluster, applications, to);
                countedInSeconds = (System.nanoTime() - begin) / 1e9;
                progress.accept(String.format(Locale.ROOT, "%,d calls counted in %.0f s", calls, countedInSeconds));
            }
            return measured(cluster, from, to, exact);
        } finally {
            Folders.delete(data);
            Folders.delete(folder.resolve("state"));
        }
    }

    long calls() {
        return calls;
    }

    /** From the first call that was written until the last pane could be read. */
    double countedInSeconds() {
        return countedInSeconds;
    }

    private ChildJvm start(BenchCluster cluster) {
        String text =
                """
                application: backtest
                state-dir: '%s'
                kafka: {bootstrap: '%s'}
                registry: {url: '%s', auto-register: true}
                topics: {prefix: '%s', partitions: %d, replication: 1, create: true}
                query: {port: 0}
                """.formatted(folder.resolve("state"), cluster.bootstrap(), cluster.registryUrl(), PREFIX, PARTITIONS);
        ChildJvm applications = ChildJvm.start(
                "the applications",
                List.of("-Xmx1g", "-XX:+UseSerialGC"),
                ChildJvm.ownClassPath(),
                OursMain.class.getName(),
                List.of(written("hypercare.yaml", text).toString()),
                folder.resolve("applications.log"));
        try {
            applications.awaitReady(STARTS_WITHIN);
            return applications;
        } catch (IllegalStateException e) {
            applications.close();
            throw e;
        }
    }

    private void write(BenchCluster cluster, Simulation simulation, long from, long to) {
        Wiring wiring = wiring(cluster);
        try (Producer<byte[], byte[]> producer = Replayer.producer(cluster.bootstrap(), Map.of())) {
            SimulatedDay day = new SimulatedDay(
                    producer, wiring.serde(Topics.CALLS).serializer(), wiring.name(Topics.CALLS), PARTITIONS);
            calls = day.write(
                    simulation.calls(),
                    from,
                    to,
                    written -> progress.accept(String.format(Locale.ROOT, "%,d calls written", written)));
        }
    }

    /** The last panes close with the last ticks, so of each time nothing comes after them. */
    private void awaitPanes(BenchCluster cluster, ChildJvm applications, long to) {
        long newest = 0;
        try (TopicTail<Kpi> panes = TopicTail.of(
                        Map.of("bootstrap.servers", cluster.bootstrap()), wiring(cluster), Topics.KPI_PANES)
                .from(System.currentTimeMillis() - 60_000)) {
            while (newest < to - Resolution.PANE.millis() || !panes.atEnd()) {
                if (!applications.isAlive()) {
                    throw new IllegalStateException("the applications ended; their log is " + applications.log());
                }
                for (TopicTail.Message<Kpi> message : panes.poll(Duration.ofMillis(500))) {
                    Kpi pane = message.value();
                    newest = pane == null
                            ? newest
                            : Math.max(newest, pane.getWindowEnd().toEpochMilli());
                }
            }
        }
    }

    private List<BacktestTime> measured(BenchCluster cluster, long from, long to, boolean exact)
            throws InterruptedException {
        BacktestProcess process = new BacktestProcess(
                List.of("--bootstrap", cluster.bootstrap(), "--registry", cluster.registryUrl(), "--prefix", PREFIX),
                folder,
                LONGEST_SECONDS);
        List<Path> two = List.of(written("two-rules.yaml", TWO_RULES));
        List<BacktestTime> times = new ArrayList<>();
        for (boolean fromCalls : exact ? new boolean[] {false, true} : new boolean[] {false}) {
            times.add(told(process.run("two of one's own", two, from, to, fromCalls)));
            times.add(told(process.run("all that ship", List.of(), from, to, fromCalls)));
        }
        return times;
    }

    private BacktestTime told(BacktestTime time) {
        progress.accept(String.join(", ", time.row()));
        return time;
    }

    private Path written(String name, String text) {
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + folder, e);
        }
    }

    private static Wiring wiring(BenchCluster cluster) {
        return new Wiring(PREFIX, PARTITIONS, cluster.registry(), true);
    }
}
