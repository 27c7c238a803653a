package dev.hypercare.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Three instances with a day of calls behind them and a load of calls, ready to be asked. */
final class QueriesStage implements AutoCloseable {
    private static final long RECOVER_MILLIS = 180_000;
    /** Longer than any call of the day before may be behind others. */
    private static final long CORRECT_FOR_SECONDS = 172_800;
    /** How old the newest closed pane may be of an instance that tells of now. */
    private static final long FRESH_MILLIS = 60_000;

    private static final int EIGHTH = 8;

    private final ChaosOptions options;
    private final ChaosPlace place;
    private final ChaosCluster cluster;
    private final CommitWatch watch;
    private final ChaosLoad load;
    private final InstanceCalls asking = new InstanceCalls();
    private final int apis;
    private final Consumer<String> tell;

    /**
     * Starts all of it; returns when the load runs and the day before can be asked for.
     *
     * @param options load, seed, place and how instances are configured
     * @param apis APIs that lines name: ten series each
     */
    QueriesStage(ChaosOptions options, int apis, Consumer<String> tell) {
        this.options = options.with(options.product().withPast(CORRECT_FOR_SECONDS));
        this.apis = apis;
        this.tell = tell;
        try {
            Files.createDirectories(options.directory());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + options.directory(), e);
        }
        place = ChaosPlace.create(options.directory(), 1);
        int partitions = options.product().partitions();
        cluster = new ChaosCluster(this.options.product(), place);
        ChaosLines lines = ChaosLines.settling(options.seed(), apis);
        // The ticks begin before the first call, or all of them would be late.
        cluster.start(new Random(options.seed()), -EarlierCalls.SPAN_MILLIS - 600_000);
        tell.accept("a broker and three instances run");
        watch = new CommitWatch(place, 2 * partitions);
        load = ChaosLoad.prepare(options.seed(), options.linesPerSecond(), lines, partitions, place);
        long begin = System.nanoTime();
        long now = System.currentTimeMillis();
        load.feed(new EarlierCalls(lines, watched(apis), apis).until(now - now % 1000));
        try (WorkedOff written = new WorkedOff(place)) {
            written.await(2 * RECOVER_MILLIS);
        }
        cluster.say("ahead 0");
        ChaosCluster.await(
                "the windows of the day before",
                2 * RECOVER_MILLIS,
                () -> cluster.instances().stream().allMatch(this::tellsOfNow));
        tell.accept(load.acknowledged() + " calls of the day before, in " + (System.nanoTime() - begin) / 1_000_000_000
                + " s");
        load.begin();
        long started = System.nanoTime();
        ChaosCluster.await("the first commits", RECOVER_MILLIS, () -> watch.allAdvancedSince(started));
    }

    /** Of how many APIs there is a whole day. */
    static int watched(int apis) {
        return Math.max(1, Math.min(8, apis / EIGHTH));
    }

    List<InstanceNode> instances() {
        return cluster.instances();
    }

    ChaosCluster cluster() {
        return cluster;
    }

    ChaosLoad load() {
        return load;
    }

    CommitWatch watch() {
        return watch;
    }

    ChaosPlace place() {
        return place;
    }

    /** Questions that fit what was written. */
    SettledQuestions questions(Supplier<AskedQuery.Part> part) {
        return new SettledQuestions(options.seed(), watched(apis), apis, part);
    }

    /** A file for answers. */
    AnswerFile answers() {
        return new AnswerFile(place.directory().resolve("answers.jsonl.gz"));
    }

    /** Ends the load, and tells all calls. */
    CallBook truth() {
        load.finish();
        try {
            CallBook book = CallBook.read(place.truth());
            tell.accept(book.lines() + " lines of " + book.series() + " series; comparing the answers");
            return book;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        load.close();
        watch.close();
        cluster.close();
    }

    private boolean tellsOfNow(InstanceNode instance) {
        long now = System.currentTimeMillis();
        AskedQuery told = asking.put(
                        AskedQuery.of(QueryKind.TOP, "", now - FRESH_MILLIS, now, AskedQuery.Part.WHOLE), instance)
                .query();
        return told.answered() && told.state().equals("fresh") && told.asOf() > now - FRESH_MILLIS;
    }
}
