package dev.hypercare.bench.replay;

import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.bench.files.LinesAtOnce;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** Both runs, one after the other: three instances read the log while it is written, then one reads it at full speed. */
final class ReplayRun implements AutoCloseable {
    private static final long CATCH_UP_MILLIS = 600_000;
    private static final int INSTANCES = 3;
    /** Half a second each. */
    private static final int LOOKS_WITHOUT_NEWS = 5;

    private static final String ONE = "replay-one";
    private static final String THREE = "replay-three";
    private static final String WATCH_OF_ONE = ONE + "-watch";
    private static final String VERDICTS = "verdicts";

    private final ReplayOptions options;
    private final Consumer<String> tell;
    private final BenchCluster cluster;
    private final Outputs outputs;
    private final CommittedReader reader;
    private long logged;
    private int terminated;
    private int killed;
    private int ownEnds;
    private Map<TopicPartition, Long> middle = Map.of();
    private double secondsOfOne;
    private Map<TopicPartition, Long> lastEnds = Map.of();
    private int looksWithoutNews;

    /** Starts a broker. */
    ReplayRun(ReplayOptions options, PrintWriter out) {
        this.options = options;
        tell = new LinesAtOnce(out);
        cluster = BenchCluster.start(options.folder().resolve("cluster"));
        outputs = new Outputs(cluster);
        reader = new CommittedReader(cluster);
    }

    /** Runs and compares. Error: {@link IllegalStateException} where an instance does not get through. */
    ReplayReport run() {
        live();
        middle = outputs.ends();
        again();
        return compare();
    }

    /** Compares what both runs have written; what was written since counts to the second one. */
    ReplayReport compare() {
        tell.accept("comparing");
        List<TopicResult> results = outputs.compare(middle, outputs.ends());
        return new ReplayReport(options, logged, terminated, killed, ownEnds, secondsOfOne, results);
    }

    /** Where the brokers are. */
    String bootstrap() {
        return cluster.bootstrap();
    }

    private void live() {
        long seconds = Math.round(options.calls() / options.callsPerSecond());
        Random random = new Random(options.seed());
        List<ReplayInstance> instances = IntStream.range(0, INSTANCES)
                .mapToObj(number -> instance(shape(number)))
                .toList();
        try (CallFeed feed = new CallFeed(options, cluster)) {
            instances.forEach(ReplayInstance::start);
            instances.forEach(ReplayInstance::awaitReady);
            tell.accept(INSTANCES + " instances work; the log is written in about " + seconds + " s");
            Interruptions interruptions = new Interruptions(instances, random, tell);
            feed.start();
            for (int fault = 0; fault < options.faults(); fault++) {
                long due = (long) ((fault + random.nextDouble()) * options.calls() / options.faults());
                interruptions.await(CATCH_UP_MILLIS, () -> feed.done() || feed.written() >= due);
                interruptions.next();
            }
            boolean done = interruptions.await(CATCH_UP_MILLIS, feed::done)
                    && interruptions.await(CATCH_UP_MILLIS, () -> through(THREE));
            logged = feed.written();
            terminated = interruptions.terminated();
            killed = interruptions.killed();
            ownEnds = interruptions.ownEnds();
            if (!done) {
                throw new IllegalStateException("the instances did not get through the log within "
                        + CATCH_UP_MILLIS / 1000 + " s; their logs are in " + options.folder());
            }
        } finally {
            instances.forEach(ReplayInstance::kill);
        }
    }

    private void again() {
        // Both runs write verdicts to one topic: the desk of the second is not to read those of the first.
        reader.beginAt(WATCH_OF_ONE, ReplayOptions.topic(VERDICTS), middle);
        ReplayInstance one = instance(new ReplayInstance.Shape(ONE, "one-0", 2, "200ms", true));
        tell.accept("one instance reads the same log at full speed");
        long begin = System.nanoTime();
        try {
            one.start();
            one.awaitReady();
            Interruptions none = new Interruptions(List.of(one), new Random(0), tell);
            if (!none.await(CATCH_UP_MILLIS, () -> through(ONE))) {
                throw new IllegalStateException("the instance did not get through the log within "
                        + CATCH_UP_MILLIS / 1000 + " s; its log is in " + options.folder());
            }
            secondsOfOne = (System.nanoTime() - begin) / 1e9;
        } finally {
            one.close();
        }
    }

    /** Other threads, another commit interval, and one of them reads its calls one by one. */
    private static ReplayInstance.Shape shape(int number) {
        return new ReplayInstance.Shape(
                THREE, "three-" + number, 1, number == 0 ? "50ms" : "1s", number != INSTANCES - 1);
    }

    private ReplayInstance instance(ReplayInstance.Shape shape) {
        return new ReplayInstance(shape, cluster, options);
    }

    private boolean through(String application) {
        String kpi = application + "-kpi";
        String watch = application + "-watch";
        Interruptions.pause(500);
        return reader.isThrough(kpi, ReplayOptions.topic("calls"))
                && reader.isThrough(kpi, kpi + "-kpi-partials-repartition")
                && reader.isThrough(watch, ReplayOptions.topic(VERDICTS))
                && reader.isThrough(watch, watch + "-alerts-arrivals-repartition")
                && outputs.areSettled()
                && nothingComes();
    }

    /** Windows go on to be closed after all that was read is committed: it is over when nothing has come for some looks. */
    private boolean nothingComes() {
        Map<TopicPartition, Long> now = outputs.ends();
        looksWithoutNews = now.equals(lastEnds) ? looksWithoutNews + 1 : 0;
        lastEnds = now;
        return looksWithoutNews >= LOOKS_WITHOUT_NEWS;
    }

    @Override
    public void close() {
        reader.close();
        outputs.close();
        cluster.close();
    }
}
