package dev.hypercare.bench.compare;

import dev.hypercare.bench.child.ChildJvm;
import dev.hypercare.bench.child.GcLog;
import dev.hypercare.bench.child.WorkProgress;
import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.bench.data.Dataset;
import dev.hypercare.bench.data.SeriesBook;
import dev.hypercare.bench.data.TruthWindow;
import dev.hypercare.bench.files.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs variants one after the other on one cluster, each alone, and cleans up after each. */
public final class Race {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration WARM_WITHIN = Duration.ofMinutes(15);

    private final BenchCluster cluster;
    private final Path folder;
    private final int threads;
    /** What each dataset holds; their topics stay. */
    private final Map<Dataset, List<TruthWindow>> datasets;

    private int number;

    Race(BenchCluster cluster, Path folder, int threads, Map<Dataset, List<TruthWindow>> datasets) {
        this.cluster = cluster;
        this.folder = folder;
        this.threads = threads;
        this.datasets = Map.copyOf(datasets);
    }

    /** Runs one; a failure is its verdict. */
    RunResult run(Variant variant, Dataset dataset, @Nullable Dataset warmUp, int round) throws InterruptedException {
        String id = "bench-" + ProcessHandle.current().pid() + "-" + ++number;
        Run run = new Run(id, cluster, dataset, threads, fresh(folder.resolve(id + "-" + variant.name())), null)
                .after(warmUp);
        cluster.readAhead(dataset.topic());
        List<Sample> samples = List.of();
        SteadyPart steady = null;
        long peak = -1;
        Verdict verdict;
        try (WorkProgress progress =
                        new WorkProgress(variant.name() + ", " + dataset.series() + " series", dataset.calls());
                ChildJvm child = variant.start(run)) {
            child.awaitReady(warmUp == null ? PATIENCE : WARM_WITHIN);
            Sampler sampler = new Sampler(cluster.admin(), cluster.brokerPid());
            samples = sampler.watch(child, variant.trails(run), PATIENCE, progress, dataset.calls());
            peak = sampler.peakMegabytes();
            verdict = variant.verify(run, child, new Verification(truth(dataset), new SeriesBook(dataset.series())));
            steady = steady(samples, dataset);
        } catch (IllegalStateException e) {
            verdict = Verdict.wrong("failed: " + e.getMessage());
        }
        long pauses = GcLog.pauseMillis(run.folder().resolve("gc.log"));
        cleanUp(run);
        return new RunResult(variant.name(), dataset.series(), round, steady, peak, pauses, verdict);
    }

    private static @Nullable SteadyPart steady(List<Sample> samples, Dataset dataset) {
        try {
            return SteadyPart.of(samples, dataset.calls());
        } catch (IllegalStateException tooShort) {
            System.err.println(tooShort.getMessage());
            return null;
        }
    }

    private List<TruthWindow> truth(Dataset dataset) {
        List<TruthWindow> truth = datasets.get(dataset);
        if (truth == null) {
            throw new IllegalStateException("the dataset " + dataset.name() + " was not made");
        }
        return truth;
    }

    private void cleanUp(Run run) {
        Set<String> kept = new HashSet<>();
        datasets.keySet().forEach(dataset -> kept.add(dataset.topic()));
        Run warmUp = run.warmUp();
        if (warmUp != null) {
            kept.add(warmUp.dataset().topic());
            cleanUp(warmUp, kept);
        }
        cleanUp(run, kept);
    }

    private void cleanUp(Run run, Set<String> kept) {
        String prefix = run.dataset().prefix();
        cluster.deleteTopics(
                topic -> (topic.startsWith(prefix) || topic.startsWith(run.id() + "-")) && !kept.contains(topic));
        Folders.delete(run.folder().resolve("state"));
    }

    private static Path fresh(Path folder) {
        Folders.delete(folder);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
