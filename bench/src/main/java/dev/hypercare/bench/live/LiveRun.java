package dev.hypercare.bench.live;

import dev.hypercare.PipelineConfig;
import dev.hypercare.bench.files.Folders;
import dev.hypercare.cli.lab.DetectionRun;
import dev.hypercare.cli.lab.HopDelays;
import dev.hypercare.cli.lab.LabAlert;
import dev.hypercare.cli.lab.ScratchFolder;
import dev.hypercare.testdata.simulate.SimulatedWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The same traffic twice: in real time into the product, then in virtual time through its topologies. */
final class LiveRun {
    /** What the last second may take to become an alert that can be read. */
    private static final long LAST_ALERTS_MILLIS = 3000;
    /** What was decided in the last seconds may be cut off in one of both. */
    private static final long END_MILLIS = 10_000;

    private final long seed;
    private final SimulatedWindow window;
    private final Duration step;
    private final Path folder;
    private final Consumer<String> progress;

    /**
     * @param step the traffic is moved by a multiple of this
     * @param folder takes logs, and data that are deleted at the end
     */
    LiveRun(long seed, SimulatedWindow window, Duration step, Path folder, Consumer<String> progress) {
        this.seed = seed;
        this.window = window;
        this.step = step;
        this.folder = folder;
        this.progress = progress;
    }

    /** Runs both. Error: {@link IllegalStateException} where the product does not start or ends. */
    LiveReport run() throws InterruptedException {
        Path data = folder.resolve("product");
        try (LiveProduct product = LiveProduct.start(data)) {
            SimulatedWindow played = window.movedTo(System.currentTimeMillis() + TrafficFeed.LEAD_MILLIS, step);
            TrafficFeed feed = new TrafficFeed(played);
            progress.accept("the traffic begins in " + (played.from() - System.currentTimeMillis()) / 1000 + " s");
            feed.play(List.of(product), progress);
            TrafficFeed.awaitTime(played.to() + LAST_ALERTS_MILLIS);
            List<LabAlert> live = product.alerts();
            progress.accept("the same in virtual time");
            List<LabAlert> virtual = virtually(played);
            return new LiveReport(
                    seed,
                    played,
                    feed.calls(),
                    feed.latestMillis(),
                    virtual,
                    live,
                    Agreement.of(virtual, live, played.to() - END_MILLIS));
        } finally {
            Folders.delete(data.resolve("cluster"));
            Folders.delete(data.resolve("state"));
        }
    }

    private static List<LabAlert> virtually(SimulatedWindow played) {
        try (ScratchFolder work = new ScratchFolder()) {
            return new DetectionRun(played, PipelineConfig.load(null), HopDelays.measured(), LiveProduct.PARTITIONS)
                    .run(work.path(), (share, calls) -> {});
        }
    }
}
