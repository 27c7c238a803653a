package dev.hypercare.bench.chaos;

import dev.hypercare.bench.child.ProcessProbe;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One of three instances of the product, with a configuration and a state directory of its own that outlive it. */
final class InstanceNode {
    /** What the ids of its applications begin with. */
    static final String APPLICATION = "chaos";

    private static final int HEAP_MEGABYTES = 384;
    private static final int WARM_HEAP_MEGABYTES = 1024;
    /** What Kafka Streams logs, in two lines, when a commit failed and it throws the state of its tasks away. */
    private static final String CORRUPTED = "TaskCorruptedException: Tasks [";

    private static final String BY_COMMIT = "TaskExecutor.commitOffsetsOrTransaction";

    private final String name;
    private final ProductSettings settings;
    private final ChaosPlace place;
    private final AtomicInteger failures = new AtomicInteger();
    private final List<String> did = new ArrayList<>();
    private volatile String state = "DOWN";
    private volatile String url = "";
    private volatile boolean served;
    private @Nullable ChaosProcess jvm;

    /** @param number from 0 */
    InstanceNode(int number, ProductSettings settings, ChaosPlace place) {
        this.name = "instance-" + number;
        this.settings = settings;
        this.place = place;
    }

    /** Starts it with its wall clock off; it runs a little later. */
    void start(long shiftMillis) {
        start(shiftMillis, 0);
    }

    /** Starts it with its wall clock off, and its ticks ahead of that, milliseconds. */
    void start(long shiftMillis, long aheadMillis) {
        boolean whole = ShiftedClock.available();
        state = "STARTING";
        served = false;
        String classPath = System.getProperty("java.class.path");
        Path before = settings.before();
        jvm = ChaosProcess.start(
                new ChaosProcess.Spec(
                        name,
                        ChaosInstance.class.getName(),
                        List.of(configuration().toString(), Long.toString(aheadMillis + (whole ? 0 : shiftMillis))),
                        before == null ? classPath : before + File.pathSeparator + classPath,
                        settings.warm() ? WARM_HEAP_MEGABYTES : HEAP_MEGABYTES,
                        place.logs(),
                        whole ? shiftMillis : 0,
                        settings.warm()),
                this::heard);
    }

    /** Whether it runs and has restored its state. */
    boolean running() {
        return alive() && state.equals("RUNNING");
    }

    /** Whether it answers questions: it has run since it was started. */
    boolean serves() {
        return alive() && served;
    }

    /** Where it answers questions. */
    String url() {
        return url;
    }

    /** CPU time that its process has taken, nanoseconds; -1 after its end. */
    long cpuNanos() {
        return jvm == null ? -1 : ProcessProbe.cpuNanos(jvm.pid());
    }

    /** What its heap holds after a full collection, bytes; -1 where the JDK does not tell. */
    long liveHeapBytes() {
        return jvm == null ? -1 : ProcessProbe.liveHeapBytes(jvm.pid());
    }

    boolean alive() {
        return jvm != null && jvm.alive();
    }

    void kill() {
        if (jvm != null) {
            jvm.kill();
        }
        state = "DOWN";
    }

    /** Tells it something, see {@link ChaosInstance}. */
    void say(String order) {
        if (jvm != null) {
            jvm.say(order);
        }
    }

    /** Waits until the fault that it was armed for has happened; says whether it did. */
    boolean awaitFault(FaultKind kind, long millis) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        synchronized (did) {
            while (!did.remove(kind.name())) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                try {
                    did.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        if (kind.kill() && jvm != null) {
            jvm.awaitEnd(10_000);
            state = "DOWN";
        }
        return true;
    }

    /** How often it ended by itself without being told to. */
    int failures() {
        return failures.get();
    }

    /** How often a commit failed, by us or by itself, and Kafka Streams took its tasks for corrupted: as its log says, all lives. */
    long corruptedCommits() {
        Path log = place.logs().resolve(name + ".log");
        if (!Files.exists(log)) {
            return 0;
        }
        try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
            long found = 0;
            String before = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                found += before.contains(CORRUPTED) && line.contains(BY_COMMIT) ? 1 : 0;
                before = line;
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name + " " + state;
    }

    private void heard(String line) {
        if (!line.startsWith(ChaosInstance.MARK)) {
            return;
        }
        String told = line.substring(ChaosInstance.MARK.length());
        if (told.startsWith("state ")) {
            state = told.substring("state ".length());
            served |= state.equals("RUNNING");
        } else if (told.startsWith("url ")) {
            url = told.substring("url ".length());
        } else if (told.startsWith("did ")) {
            synchronized (did) {
                did.add(told.substring("did ".length()));
                did.notifyAll();
            }
        } else if (told.startsWith("failed")) {
            failures.incrementAndGet();
        }
    }

    private Path configuration() {
        Path directory = place.directory().resolve(name);
        Path file = directory.resolve("hypercare.yaml");
        String yaml = """
                application: %s
                apps: [ingest, kpi]
                instance: %s
                chunks: %s
                state-dir: '%s'
                session-timeout: %ds
                transaction-timeout: %ds
                standby-replicas: %d
                state-memory: 64
                kafka: {bootstrap: '%s', properties: {group.protocol: %s}}
                registry: {url: 'http://127.0.0.1:%d', auto-register: true}
                topics: {prefix: chaos., partitions: %d, replication: %d, create: true}
                normalise: {max-apis: 100000}
                rules: {builtin: %s}
                kpi:
                  views: [api, 'api, route, method']
                  max-series: 100000
                  lateness: 2s
                  correct-for: %ds
                query: {port: 0}
                """.formatted(
                        APPLICATION,
                        settings.protocol().equals("classic") ? name : "''",
                        // Kafka's streams protocol does not take a consumer of ours.
                        settings.protocol().equals("classic"),
                        directory.resolve("state"),
                        settings.sessionSeconds(),
                        settings.transactionSeconds(),
                        settings.standbys(),
                        place.bootstrap(),
                        settings.protocol(),
                        place.registryPort(),
                        settings.partitions(),
                        place.brokers(),
                        settings.rules(),
                        settings.correctForSeconds());
        try {
            Files.createDirectories(directory);
            return Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
