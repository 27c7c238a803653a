package dev.hypercare.bench.sidebyside;

import dev.hypercare.bench.files.Folders;
import dev.hypercare.bench.live.LiveProduct;
import dev.hypercare.bench.live.TrafficFeed;
import dev.hypercare.cli.lab.LabAlert;
import dev.hypercare.testdata.FiredAlert;
import dev.hypercare.testdata.simulate.SimulatedWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Plays traffic into both at once. */
final class SideBySideRun {
    /** What comes later counts for nobody: when the traffic ends, silence begins. */
    private static final long LAST_ALERTS_MILLIS = 2000;

    private final PeerPrograms programs;
    private final long seed;
    private final SimulatedWindow window;
    private final int everySeconds;
    private final Duration step;
    private final Path folder;
    private final Consumer<String> progress;

    /**
     * @param everySeconds between two scrapes of Prometheus, and between two evaluations
     * @param step the traffic is moved by a multiple of this
     * @param folder takes logs, and data that are deleted at the end
     */
    SideBySideRun(
            PeerPrograms programs,
            long seed,
            SimulatedWindow window,
            int everySeconds,
            Duration step,
            Path folder,
            Consumer<String> progress) {
        this.programs = programs;
        this.seed = seed;
        this.window = window;
        this.everySeconds = everySeconds;
        this.step = step;
        this.folder = folder;
        this.progress = progress;
    }

    /** Runs it. Error: {@link IllegalStateException} where one of both does not start or ends. */
    SideBySideReport run() throws InterruptedException {
        Path ours = folder.resolve("product");
        Path theirs = folder.resolve("peer");
        try (LiveProduct product = LiveProduct.start(ours);
                PeerRun peer = PeerRun.start(programs, everySeconds, theirs)) {
            SimulatedWindow played = window.movedTo(System.currentTimeMillis() + TrafficFeed.LEAD_MILLIS, step);
            TrafficFeed feed = new TrafficFeed(played);
            progress.accept("the traffic begins in " + (played.from() - System.currentTimeMillis()) / 1000 + " s");
            feed.play(List.of(product, peer), progress);
            TrafficFeed.awaitTime(played.to() + LAST_ALERTS_MILLIS);
            List<FiredAlert> alerts =
                    product.alerts().stream().map(LabAlert::fired).toList();
            return new SideBySideReport(
                    seed,
                    played,
                    everySeconds,
                    PeerPrograms.version(programs.prometheus()),
                    PeerPrograms.version(programs.alertmanager()),
                    feed.calls(),
                    feed.latestMillis(),
                    inTime(alerts, played),
                    inTime(peer.alerts(), played));
        } finally {
            List.of("cluster", "state").forEach(data -> Folders.delete(ours.resolve(data)));
            List.of("prometheus", "alertmanager").forEach(data -> Folders.delete(theirs.resolve(data)));
        }
    }

    private static List<FiredAlert> inTime(List<FiredAlert> alerts, SimulatedWindow played) {
        return alerts.stream()
                .filter(alert -> alert.firedAt() <= played.to() + LAST_ALERTS_MILLIS)
                .toList();
    }
}
