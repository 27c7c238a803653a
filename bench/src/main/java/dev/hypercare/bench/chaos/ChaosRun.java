package dev.hypercare.bench.chaos;

import dev.hypercare.bench.files.LinesAtOnce;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/** A run from the first start to the comparison. */
final class ChaosRun {
    private static final long RECOVER_MILLIS = 120_000;
    /** Longer than a minute and the lag that the product waits for, so that the last minutes close at once. */
    private static final long AHEAD_MILLIS = 200_000;

    private static final long DRAIN_MILLIS = 180_000;
    /** When nothing has changed for this long, the product has said all it will say. */
    private static final long STILL_MILLIS = 20_000;

    private final ChaosOptions options;
    private final ChaosPlace place;
    private final Consumer<String> tell;
    private final List<Fault> plan;
    private ChaosState state;

    private ChaosRun(ChaosOptions options, ChaosState state, PrintWriter out) {
        this.options = options;
        this.state = state;
        tell = new LinesAtOnce(out);
        place = new ChaosPlace(options.directory(), FaultPlan.EACH, state.clusterId(), state.ports());
        plan = FaultPlan.of(options.seed(), options.kills(), options.mostDownMillis());
    }

    /** A new run. */
    static ChaosReport begin(ChaosOptions options, PrintWriter out) {
        try {
            Files.createDirectories(options.directory());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + options.directory(), e);
        }
        ChaosState state = ChaosState.begin(options, ChaosPlace.create(options.directory(), FaultPlan.EACH));
        state.save(options.directory());
        return new ChaosRun(options, state, out).run();
    }

    /** The run in the directory of the options, from where it was stopped. */
    static ChaosReport resume(ChaosOptions options, PrintWriter out) {
        return new ChaosRun(options, ChaosState.load(options), out).run();
    }

    private ChaosReport run() {
        Random clocks = new Random(options.seed() + state.resumed());
        long begin = System.nanoTime();
        try (ChaosCluster cluster = new ChaosCluster(options.product(), place)) {
            cluster.start(clocks);
            tell.accept("three brokers and three instances run; wall clocks off by up to 2 s "
                    + (ShiftedClock.available()
                            ? "(libfaketime)"
                            : "(only the clock of the ticks: there is no libfaketime here)"));
            long unacknowledged = state.resumed() > 0 ? TruthRepair.run(place) : 0;
            try (CommitWatch watch =
                            new CommitWatch(place, 2 * options.product().partitions());
                    ChaosLoad load = ChaosLoad.start(
                            options.seed(),
                            options.linesPerSecond(),
                            ChaosLines.of(options.seed(), 0),
                            options.product().partitions(),
                            place)) {
                long started = System.nanoTime();
                ChaosCluster.await("the first commits", RECOVER_MILLIS, () -> watch.allAdvancedSince(started));
                for (int number = state.results().size(); number < plan.size(); number++) {
                    FaultResult result = one(number, cluster, watch);
                    load.check();
                    load.save();
                    state = state.with(result);
                    state.save(options.directory());
                    tell.accept(show(result, load.acknowledged()));
                }
                load.finish();
                tell.accept(load.acknowledged() + " lines acknowledged; waiting until all windows are closed");
            }
            Comparison comparison = drain(cluster);
            long corruptions = cluster.instances().stream()
                    .mapToLong(InstanceNode::corruptedCommits)
                    .sum();
            return new ChaosReport(
                    options,
                    state.results(),
                    comparison,
                    corruptions,
                    cluster.restarts(),
                    unacknowledged,
                    state.resumed(),
                    (System.nanoTime() - begin) / 1_000_000_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FaultResult one(int number, ChaosCluster cluster, CommitWatch watch) {
        Fault fault = plan.get(number);
        ChaosCluster.pause(fault.pauseMillis());
        watch.mark();
        long begin = System.nanoTime();
        int target = cluster.inject(fault);
        if (fault.kind().kill() && target >= 0) {
            ChaosCluster.pause(fault.downMillis());
            cluster.restart(fault, target);
        }
        boolean whole = ChaosCluster.within(RECOVER_MILLIS, cluster::whole);
        long wholeSince = System.nanoTime();
        boolean recovered = whole && ChaosCluster.within(RECOVER_MILLIS, () -> watch.allAdvancedSince(wholeSince));
        if (!recovered) {
            tell.accept("not recovered within " + RECOVER_MILLIS / 1000 + " s: " + cluster.instances() + " "
                    + watch.show());
        }
        return new FaultResult(
                number,
                fault.kind(),
                target,
                target >= 0,
                recovered,
                watch.longestMillis(),
                (System.nanoTime() - begin) / 1_000_000);
    }

    /** Lets ticks run ahead until all windows are closed, then compares; more than once, while figures still change. */
    private Comparison drain(ChaosCluster cluster) throws IOException {
        TopicContent topics = new TopicContent(place.bootstrap(), cluster.registryUrl());
        ChaosCluster.await("all processes", RECOVER_MILLIS, cluster::whole);
        long deadline = System.nanoTime() + DRAIN_MILLIS * 1_000_000;
        long changed = System.nanoTime();
        long before = -1;
        long least = 0;
        while (true) {
            // Each time, because an instance that was started again meanwhile does not know it.
            cluster.say("ahead " + AHEAD_MILLIS);
            ChaosCluster.pause(2000);
            ProductCount product = ProductCount.read(topics);
            long figures = product.minutes().sum("calls", 1)
                    + product.panes().sum("calls", 1)
                    + product.late().size()
                    + product.letters().size();
            if (figures != before) {
                before = figures;
                changed = System.nanoTime();
            }
            boolean still = System.nanoTime() - changed > STILL_MILLIS * 1_000_000 || System.nanoTime() > deadline;
            if (!still && product.minutes().sum("calls", 1) < least) {
                cluster.whole();
                continue;
            }
            TruthCount truth = TruthCount.of(place.truth(), product.late(), product.letters());
            least = truth.lines() - truth.late() - truth.dead();
            Comparison comparison = Comparison.of(truth, product);
            if (comparison.equal() || still) {
                long raw = topics.records(ChaosLoad.TOPIC);
                if (raw != truth.distinctOffsets()) {
                    tell.accept("the raw topic holds " + raw + " records, " + truth.distinctOffsets()
                            + " were acknowledged: Kafka lost lines, or kept some that it did not acknowledge");
                }
                return comparison;
            }
            tell.accept("closed so far: " + product.minutes().sum("calls", 1) + " of " + truth.lines() + " calls");
            cluster.whole();
        }
    }

    private String show(FaultResult result, long acknowledged) {
        return String.format(
                Locale.ROOT,
                "%3d/%d  %-62s %-9s gap %5.1f s, recovered after %5.1f s%s  %d lines",
                result.number() + 1,
                plan.size(),
                result.kind().text(),
                result.happened() ? "of " + result.target() : "not done",
                result.gapMillis() / 1000.0,
                result.recoveredMillis() / 1000.0,
                result.recovered() ? "" : " NOT",
                acknowledged);
    }
}
