package dev.hypercare.streams;

import dev.hypercare.contract.measure.UnknownLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the applications: starts them, replaces threads that die, tells their health, stops them in order. */
public final class StreamsRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsRunner.class);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(10);

    private final Map<String, KafkaStreams> running = new LinkedHashMap<>();
    private final Map<String, StateFolder> folders = new LinkedHashMap<>();
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    private StreamsRunner() {}

    /**
     * Makes them, not yet running.
     *
     * @param server where other instances reach the queries of this one, {@code host:port}; empty for nowhere
     * @param clients what talks to Kafka for them
     */
    public static StreamsRunner of(
            List<App> apps,
            ClusterConfig cluster,
            TopicsConfig topics,
            RunnerConfig config,
            Wiring wiring,
            String server,
            Clients clients) {
        StreamsRunner runner = new StreamsRunner();
        try {
            for (App app : apps) {
                runner.folders.put(
                        app.name(),
                        StateFolder.take(
                                config.stateDir(),
                                config.applicationId(app.name()),
                                config.guarantee() == RunnerConfig.Guarantee.EXACTLY_ONCE_V2));
                KafkaStreams streams = new KafkaStreams(
                        app.topology(),
                        StreamsSettings.of(cluster, topics, config, wiring, app, server),
                        config.chunks() ? supplier(app, wiring, clients) : clients);
                runner.running.put(app.name(), streams);
                runner.watch(app.name(), streams);
            }
            return runner;
        } catch (RuntimeException e) {
            runner.close();
            throw e;
        }
    }

    private static KafkaClientSupplier supplier(App app, Wiring wiring, Clients clients) {
        Set<String> chunked = app.readsInChunks().stream().map(wiring::name).collect(Collectors.toSet());
        return chunked.isEmpty() ? clients : new ChunkingClients(clients, chunked);
    }

    /** Starts them; they are ready a little later, see {@link #ready()}. */
    public void start() {
        running.values().forEach(KafkaStreams::start);
    }

    /** Each application by name, in the order of the flow. */
    public Map<String, KafkaStreams> apps() {
        return Collections.unmodifiableMap(running);
    }

    /** Each application's state by name, in the words of Kafka Streams: {@code RUNNING}, {@code REBALANCING} ... */
    public Map<String, String> health() {
        Map<String, String> health = new LinkedHashMap<>();
        running.forEach((name, streams) -> health.put(name, streams.state().name()));
        return health;
    }

    /** Whether all of them run and have restored their state. */
    public boolean ready() {
        return running.values().stream().allMatch(streams -> streams.state() == KafkaStreams.State.RUNNING);
    }

    /** Whether this instance has the tasks of an application that read a partition. */
    public boolean owns(String app, int partition) {
        KafkaStreams streams = running.get(app);
        return streams != null
                && streams.metadataForLocalThreads().stream()
                        .flatMap(thread -> thread.activeTasks().stream())
                        .anyMatch(task -> task.taskId().partition() == partition);
    }

    /** Completes, with the reason, when an application fails for good; what is running then should stop. */
    public CompletableFuture<String> failure() {
        return failure.copy();
    }

    /** Stops all at once, within about ten seconds. What was not committed is done again by the next start. */
    @Override
    public void close() {
        stopping.countDown();
        List<Thread> stops = new ArrayList<>();
        running.forEach((name, streams) -> {
            Thread stop = new Thread(() -> stop(name, streams), "stop-" + name);
            stop.start();
            stops.add(stop);
        });
        try {
            for (Thread stop : stops) {
                stop.join(TIME_TO_STOP.toMillis() + 1000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        folders.values().forEach(StateFolder::close);
    }

    private void stop(String name, KafkaStreams streams) {
        boolean failed = streams.state() == KafkaStreams.State.ERROR;
        StateFolder folder = folders.get(name);
        if (streams.close(TIME_TO_STOP)) {
            if (!failed && folder != null) {
                folder.endedInOrder();
            }
        } else {
            LOG.warn("{} did not stop within {} s; its next start does the rest again", name, TIME_TO_STOP.toSeconds());
        }
    }

    private void watch(String name, KafkaStreams streams) {
        ThreadRestarts restarts = new ThreadRestarts();
        streams.setStateListener((now, before) -> {
            LOG.info("{}: {} (was {})", name, now, before);
            if (now == KafkaStreams.State.ERROR) {
                fail(name, "it is in the state ERROR");
            }
        });
        streams.setUncaughtExceptionHandler(e -> {
            Duration pause = hopeless(e) ? Duration.ofMillis(-1) : restarts.died(System.nanoTime() / 1_000_000);
            if (pause.isNegative()) {
                LOG.error("{}: a thread died, giving up", name, e);
                fail(name, rootOf(e).toString());
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
            LOG.error("{}: a thread died, the next starts in {} ms", name, pause.toMillis(), e);
            await(pause);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    }

    private void fail(String name, String why) {
        if (stopping.getCount() > 0) {
            failure.complete("the application " + name + " failed: " + why);
        }
    }

    /** Waits in the dying thread; ends early when everything stops. */
    private void await(Duration pause) {
        try {
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("stopping while a thread was to be replaced");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether another thread would die of the same, whatever happens. */
    private static boolean hopeless(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthorizationException
                    || cause instanceof AuthenticationException
                    || cause instanceof MissingSourceTopicException
                    || cause instanceof UnknownLayout
                    || cause instanceof VirtualMachineError) {
                return true;
            }
        }
        return false;
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
