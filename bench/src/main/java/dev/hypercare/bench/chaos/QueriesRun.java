package dev.hypercare.bench.chaos;

import dev.hypercare.bench.chaos.AskedQuery.Part;
import dev.hypercare.bench.files.LinesAtOnce;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

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
    static QueriesReport run(ChaosOptions options, int apis, double perSecond, PrintWriter out) {
        Random random = new Random(options.seed());
        Consumer<String> tell = new LinesAtOnce(out);
        try (QueriesStage stage = new QueriesStage(options, apis, tell);
                AnswerFile answers = stage.answers()) {
            ChaosCluster cluster = stage.cluster();
            StoreCopies copies = new StoreCopies(options.product().standbys());
            try (QueryLoad queries = QueryLoad.prepare(
                    stage.instances(),
                    stage.questions(() -> part(stage.instances())),
                    answers,
                    options.seed(),
                    perSecond)) {
                queries.resume();
                ChaosCluster.pause(CALM_MILLIS);
                for (int kill = 0; kill < options.kills(); kill++) {
                    int target = kill(options, cluster, random, copies);
                    stage.load().check();
                    tell.accept("kill " + (kill + 1) + " of " + options.kills() + ": instance " + target + " back, "
                            + answers.size() + " questions so far");
                }
                ChaosCluster.pause(CALM_MILLIS);
            }
            answers.close();
            return judged(options, apis, perSecond, answers, stage.truth());
        }
    }

    private static Part part(List<InstanceNode> instances) {
        return instances.stream().allMatch(InstanceNode::running) ? Part.WHOLE : Part.ONE_GONE;
    }

    /** Kills one, waits until it is back and every store has its copy again, and says which. */
    private static int kill(ChaosOptions options, ChaosCluster cluster, Random random, StoreCopies copies) {
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
        ChaosCluster.await("the copies of stores", RECOVER_MILLIS, () -> copies.all(cluster.instances()));
        ChaosCluster.pause(1000 + random.nextInt(4000));
        return target;
    }

    static QueriesReport judged(ChaosOptions options, int apis, double perSecond, AnswerFile answers, CallBook truth) {
        QueryJudge judge = new QueryJudge(truth);
        List<AskedQuery> asked = new ArrayList<>();
        List<QueryJudge.Worth> worths = new ArrayList<>();
        LackReasons lacks = new LackReasons();
        answers.read((query, answer) -> {
            asked.add(query);
            worths.add(judge.judge(query, answer));
            lacks.note(query, answer);
        });
        return new QueriesReport(
                options.kills(),
                apis,
                truth.series(),
                options.linesPerSecond(),
                perSecond,
                asked,
                worths,
                judge.differences(),
                lacks.counts());
    }
}
