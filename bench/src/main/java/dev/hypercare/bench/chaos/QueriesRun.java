package dev.hypercare.bench.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Puts questions to three instances under load while they are killed, one after the other, and compares the answers afterwards. */
final class QueriesRun {
    private static final long RECOVER_MILLIS = 180_000;
    /** How long questions are put before the first kill and after the last recovery. */
    private static final long CALM_MILLIS = 30_000;

    private QueriesRun() {}

    /**
     * Runs it.
     *
     * @param options kills, load, seed, place and how instances are configured
     * @param apis that lines name: ten series each
     * @param perSecond questions
     */
    static QueriesReport run(ChaosOptions options, int apis, int perSecond, PrintWriter out) {
        Random random = new Random(options.seed());
        try {
            Files.createDirectories(options.directory());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + options.directory(), e);
        }
        ChaosPlace place = ChaosPlace.create(options.directory());
        try (ChaosCluster cluster = new ChaosCluster(options.product(), place)) {
            cluster.start(random);
            tell(out, "three brokers and three instances run");
            List<AskedQuery> asked = new ArrayList<>();
            try (CommitWatch watch =
                            new CommitWatch(place, 2 * options.product().partitions());
                    ChaosLoad load = ChaosLoad.start(
                            options.seed(),
                            options.linesPerSecond(),
                            apis,
                            options.product().partitions(),
                            place)) {
                long begin = System.currentTimeMillis();
                long started = System.nanoTime();
                ChaosCluster.await("the first commits", RECOVER_MILLIS, () -> watch.allAdvancedSince(started));
                tell(out, "waiting until some minutes are decided for good: " + QueryLoad.SETTLED_MILLIS / 1000 + " s");
                ChaosCluster.pause(QueryLoad.SETTLED_MILLIS + 2 * CountedMinutes.MINUTE_MILLIS);
                try (QueryLoad queries = QueryLoad.start(cluster.instances(), apis, begin, options.seed(), perSecond)) {
                    ChaosCluster.pause(CALM_MILLIS);
                    kills(options, cluster, random, queries, out);
                    ChaosCluster.pause(CALM_MILLIS);
                    queries.close();
                    asked.addAll(queries.asked());
                }
                load.finish();
            }
            return judged(options, apis, asked, cluster, place);
        }
    }

    private static void kills(
            ChaosOptions options, ChaosCluster cluster, Random random, QueryLoad queries, PrintWriter out) {
        for (int kill = 0; kill < options.kills(); kill++) {
            Fault fault = new Fault(
                    FaultKind.INSTANCE_KILL,
                    random.nextInt(FaultPlan.EACH),
                    0,
                    random.nextInt(options.mostDownMillis()),
                    0);
            int target = cluster.inject(fault);
            ChaosCluster.pause(fault.downMillis());
            cluster.restart(fault, target);
            ChaosCluster.await("the instances", RECOVER_MILLIS, cluster::whole);
            ChaosCluster.pause(1000 + random.nextInt(4000));
            tell(
                    out,
                    "kill " + (kill + 1) + " of " + options.kills() + ": instance " + target + " back, "
                            + queries.asked().size() + " questions so far");
        }
    }

    private static QueriesReport judged(
            ChaosOptions options, int apis, List<AskedQuery> asked, ChaosCluster cluster, ChaosPlace place) {
        try {
            ProductCount product = ProductCount.read(new TopicContent(place.bootstrap(), cluster.registryUrl()));
            TruthCount truth = TruthCount.of(place.truth(), product.late(), product.letters());
            QueryJudge judge = new QueryJudge(truth.minutes());
            List<QueryJudge.Worth> worths = new ArrayList<>();
            asked.forEach(query -> worths.add(query.answered() ? judge.judge(query) : QueryJudge.Worth.LESS));
            return new QueriesReport(
                    options.kills(), apis, options.linesPerSecond(), asked, worths, judge.differences());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tell(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
