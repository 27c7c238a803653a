package dev.hypercare.bench.chaos;

import dev.hypercare.bench.chaos.AskedQuery.Part;
import dev.hypercare.bench.chaos.CalmReport.Slice;
import dev.hypercare.bench.files.LinesAtOnce;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Puts questions to three instances that nobody kills: how long answers take, and what they cost the stream. With and without them by turns. */
final class CalmRun {
    /** Most lines that wait to be worked off where there is more to do than the instances can. */
    private static final int MOST_WAITING = 20_000;

    /** What was asked or written before has come through then. */
    private static final long SETTLE_MILLIS = 1000;

    private static final double SECOND = 1e9;

    private final QueriesStage stage;
    private final QueryLoad queries;
    private final AtomicReference<Part> part;
    private final Consumer<String> tell;
    private final List<Slice> slices = new ArrayList<>();

    private CalmRun(QueriesStage stage, QueryLoad queries, AtomicReference<Part> part, Consumer<String> tell) {
        this.stage = stage;
        this.queries = queries;
        this.part = part;
        this.tell = tell;
    }

    /**
     * Runs it.
     *
     * @param options load, seed, place and how instances are configured
     * @param apis that lines name: ten series each
     * @param perSecond questions
     * @param rounds of slices, each with and without questions
     * @param sliceMillis how long each is
     */
    static CalmReport run(
            ChaosOptions options, int apis, double perSecond, int rounds, long sliceMillis, PrintWriter out) {
        Consumer<String> tell = new LinesAtOnce(out);
        AtomicReference<Part> part = new AtomicReference<>(Part.WARMING);
        try (QueriesStage stage =
                        new QueriesStage(options.with(options.product().asWarm()), apis, tell);
                AnswerFile answers = stage.answers()) {
            List<Slice> slices;
            try (QueryLoad queries = QueryLoad.prepare(
                    stage.instances(), stage.questions(part::get), answers, options.seed(), perSecond)) {
                CalmRun run = new CalmRun(stage, queries, part, tell);
                run.slice(Part.WARMING, true, 2 * sliceMillis);
                run.slices.clear();
                for (Part kind : List.of(Part.WHOLE, Part.SATURATED)) {
                    for (int round = 0; round < rounds; round++) {
                        run.slice(kind, round % 2 == 0, sliceMillis);
                        run.slice(kind, round % 2 != 0, sliceMillis);
                    }
                }
                slices = run.slices;
            }
            answers.close();
            return new CalmReport(QueriesRun.judged(options, apis, perSecond, answers, stage.truth()), slices);
        }
    }

    private void slice(Part kind, boolean questions, long millis) {
        part.set(kind);
        if (kind == Part.SATURATED) {
            long written = stage.load().written();
            long done = stage.watch().calls();
            stage.load()
                    .saturate(
                            () -> stage.load().written()
                                    - written
                                    - (stage.watch().calls() - done),
                            MOST_WAITING);
            // Until there is always something to do.
            ChaosCluster.pause(millis / 4);
        }
        if (questions) {
            queries.resume();
        }
        ChaosCluster.pause(SETTLE_MILLIS);
        long began = System.nanoTime();
        long calls = stage.watch().calls();
        long cpu = cpu();
        ChaosCluster.pause(millis);
        double seconds = (System.nanoTime() - began) / SECOND;
        slices.add(new Slice(
                kind, questions, (stage.watch().calls() - calls) / seconds, (cpu() - cpu) / SECOND / seconds));
        tell.accept(String.format(
                Locale.ROOT,
                "  %s, %s",
                kind.text(),
                slices.get(slices.size() - 1).text()));
        queries.pause();
        stage.load().steady();
        stage.load().check();
    }

    private long cpu() {
        return stage.instances().stream().mapToLong(InstanceNode::cpuNanos).sum();
    }
}
