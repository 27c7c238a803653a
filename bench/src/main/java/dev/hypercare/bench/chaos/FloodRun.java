package dev.hypercare.bench.chaos;

import dev.hypercare.bench.files.LinesAtOnce;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Floods three instances with questions while they work off a steady load, quiet and flooded by turns. */
final class FloodRun {
    private static final double SECOND = 1e9;
    private static final long MEGABYTE = 1 << 20;
    private static final int LOOKS = 8;
    private static final long LOOK_MILLIS = 700;

    private final QueriesStage stage;
    private final Consumer<String> tell;
    private final FloodAnswers answers = new FloodAnswers();
    private final List<FloodReport.Slice> slices = new ArrayList<>();

    private FloodRun(QueriesStage stage, Consumer<String> tell) {
        this.stage = stage;
        this.tell = tell;
    }

    /**
     * Runs it.
     *
     * @param options load, seed, place and how instances are configured
     * @param apis that lines name: ten series each
     * @param floods how many, each as long as the quiet slice after it
     * @param sliceMillis how long each is
     */
    static FloodReport run(ChaosOptions options, int apis, int floods, long sliceMillis, PrintWriter out) {
        Consumer<String> tell = new LinesAtOnce(out);
        try (QueriesStage stage =
                new QueriesStage(options.with(options.product().asWarm()), apis, tell)) {
            FloodRun run = new FloodRun(stage, tell);
            ChaosCluster.pause(sliceMillis);
            List<Long> live = new ArrayList<>(List.of(run.live()));
            for (int flood = 0; flood < floods; flood++) {
                try (QueryFlood questions = new QueryFlood(stage.instances(), run.answers)) {
                    run.slice(true, sliceMillis);
                }
                // What came in meanwhile has been worked off by then, and connections that nobody uses are closed.
                run.slice(false, sliceMillis);
                live.add(run.live());
                tell.accept("  live heap of all instances: " + live.get(live.size() - 1) + " MB");
            }
            stage.load().check();
            return new FloodReport(run.answers, run.slices, live);
        }
    }

    private void slice(boolean flooded, long millis) {
        long began = System.nanoTime();
        long lines = stage.load().written();
        long calls = stage.watch().calls();
        long cpu = cpu();
        ChaosCluster.pause(millis);
        double seconds = (System.nanoTime() - began) / SECOND;
        FloodReport.Slice slice = new FloodReport.Slice(
                flooded,
                (stage.load().written() - lines) / seconds,
                (stage.watch().calls() - calls) / seconds,
                (cpu() - cpu) / SECOND / seconds);
        slices.add(slice);
        tell.accept(String.format(
                Locale.ROOT,
                "  %s: %,.0f lines/s written, %,.0f calls/s worked off, %.2f cores",
                flooded ? "flooded" : "quiet",
                slice.linesPerSecond(),
                slice.callsPerSecond(),
                slice.cores()));
    }

    private long cpu() {
        return stage.instances().stream().mapToLong(InstanceNode::cpuNanos).sum();
    }

    /** The least of some looks: what a heap holds of open slices and transactions comes and goes within seconds. */
    private long live() {
        long[] least = new long[stage.instances().size()];
        Arrays.fill(least, Long.MAX_VALUE);
        for (int look = 0; look < LOOKS; look++) {
            for (int i = 0; i < least.length; i++) {
                least[i] = Math.min(least[i], stage.instances().get(i).liveHeapBytes());
            }
            ChaosCluster.pause(LOOK_MILLIS);
        }
        return Arrays.stream(least).sum() / MEGABYTE;
    }
}
