package dev.hypercare.bench.replay;

import dev.hypercare.bench.child.ChildJvm;
import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.bench.ours.OursMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An instance of kpi and watch in a process of its own, with a state directory that outlives it. */
final class ReplayInstance implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    /** Fewer than there are, so that some find no place. */
    private static final int MOST_CONSUMERS = 40;

    /**
     * How it is configured, other than the next one.
     *
     * @param application what the ids of its applications begin with
     * @param name unique among the instances of the application
     * @param threads of it
     * @param commitInterval such as {@code 200ms}
     * @param chunks whether calls are read many at a time
     */
    record Shape(String application, String name, int threads, String commitInterval, boolean chunks) {}

    private final Shape shape;
    private final BenchCluster cluster;
    private final ReplayOptions options;
    private final Path folder;
    private int lives;
    private @Nullable ChildJvm jvm;

    ReplayInstance(Shape shape, BenchCluster cluster, ReplayOptions options) {
        this.shape = shape;
        this.cluster = cluster;
        this.options = options;
        folder = options.folder().resolve(shape.application()).resolve(shape.name());
    }

    String name() {
        return shape.name();
    }

    /** Starts its next life; it works a little later. */
    void start() {
        lives++;
        jvm = ChildJvm.start(
                shape.name(),
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                ChildJvm.ownClassPath(),
                OursMain.class.getName(),
                List.of(configuration().toString()),
                folder.resolve("life-" + lives + ".log"));
    }

    /** Waits until it works. Error: {@link IllegalStateException} where it does not in time, or ends. */
    void awaitReady() {
        if (jvm != null) {
            jvm.awaitReady(READY_WITHIN);
        }
    }

    boolean alive() {
        return jvm != null && jvm.isAlive();
    }

    /** How often it was started. */
    int lives() {
        return lives;
    }

    /** {@code kill -9}. */
    void kill() {
        if (jvm != null) {
            jvm.kill();
        }
    }

    /** {@code SIGTERM}, and waits for its end. */
    @Override
    public void close() {
        if (jvm != null) {
            jvm.close();
        }
    }

    private Path configuration() {
        String yaml = """
                application: %s
                apps: [kpi, watch]
                instance: %s
                state-dir: '%s'
                state-memory: 64
                threads: %d
                chunks: %s
                commit-interval: %s
                session-timeout: 3s
                transaction-timeout: 4s
                kafka: {bootstrap: '%s'}
                registry: {url: '%s', auto-register: true}
                topics: {prefix: %s, partitions: %d, replication: 1, create: true}
                kpi:
                  views:
                %s
                  gateways: {%s: {lateness: 10s, max-lag: 1m}}
                  correct-for: %s
                  max-series-of: {'api, consumer': %d}
                  deduplicate: {window: 2m, gateways: [%s]}
                rules: {files: ['%s']}
                catalog: {file: '%s'}
                # What is past when it is processed tells of the run, not of the log.
                alerts: {historic-after: 36500d}
                query: {port: 0}
                """.formatted(
                        shape.application(),
                        shape.name(),
                        folder.resolve("state"),
                        shape.threads(),
                        shape.chunks(),
                        shape.commitInterval(),
                        cluster.bootstrap(),
                        cluster.registryUrl(),
                        ReplayOptions.PREFIX,
                        options.partitions(),
                        CallScript.VIEWS.stream().map(view -> "    - " + view).collect(Collectors.joining("\n")),
                        CallScript.SLOW,
                        CallScript.CORRECT_FOR,
                        Math.min(MOST_CONSUMERS, options.series()),
                        CallScript.TWICE,
                        ReplayRules.rules(folder),
                        ReplayRules.catalog(folder));
        Path file = folder.resolve("hypercare.yaml");
        try {
            Files.createDirectories(folder);
            return Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
