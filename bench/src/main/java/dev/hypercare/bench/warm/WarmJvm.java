package dev.hypercare.bench.warm;

import dev.hypercare.bench.child.ChildJvm;
import dev.hypercare.bench.child.GcLog;
import dev.hypercare.bench.child.WorkProgress;
import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.bench.compare.KpiOutput;
import dev.hypercare.bench.compare.OffsetTrail;
import dev.hypercare.bench.compare.Sample;
import dev.hypercare.bench.compare.Sampler;
import dev.hypercare.bench.compare.Verdict;
import dev.hypercare.bench.compare.Verification;
import dev.hypercare.bench.data.Dataset;
import dev.hypercare.bench.data.SeriesBook;
import dev.hypercare.bench.data.Truth;
import dev.hypercare.bench.data.TruthWindow;
import dev.hypercare.bench.files.Folders;
import dev.hypercare.bench.ours.OursSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The warm process, seen from the harness. Not thread-safe. */
public final class WarmJvm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final BenchCluster cluster;
    private final Path truths;
    private final Path folder;
    private final String id;
    private final ChildJvm child;
    private int number;

    private WarmJvm(BenchCluster cluster, Path truths, Path folder, String id, ChildJvm child) {
        this.cluster = cluster;
        this.truths = truths;
        this.folder = folder;
        this.id = id;
        this.child = child;
    }

    /**
     * Starts it.
     *
     * @param name unique, for groups, application ids and folders
     * @param truths folder with the truths of the datasets
     * @param runs folder below which its files are kept
     * @param heap such as {@code 3g}
     */
    public static WarmJvm start(String name, BenchCluster cluster, Path truths, Path runs, String heap) {
        String id = "bench-" + ProcessHandle.current().pid() + "-" + name;
        Path folder = runs.resolve(id);
        Folders.delete(folder);
        ChildJvm child = ChildJvm.start(
                name,
                List.of(
                        "-Xmx" + heap,
                        "-XX:+UseG1GC",
                        "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.hypercare.schemas.events",
                        "-Xlog:gc:file=" + folder.resolve("gc.log")),
                ChildJvm.ownClassPath(),
                WarmMain.class.getName(),
                List.of(folder.toString()),
                folder.resolve("ours.log"));
        child.awaitReady(PATIENCE);
        return new WarmJvm(cluster, truths, folder, id, child);
    }

    /** Runs one to its end, and cleans up after it. Error: {@link IllegalStateException} where the process fails or stands still. */
    public WarmResult run(WarmJob job) throws InterruptedException {
        RunFiles files = RunFiles.of(folder, ++number);
        String application = id + "-" + number;
        settings(job, application).write(files.folder());
        Sampler sampler = new Sampler(cluster.admin(), cluster.brokerPid());
        Dataset dataset = job.dataset();
        cluster.readAhead(dataset.topic());
        List<Sample> samples;
        try (WorkProgress progress = new WorkProgress(job.name(), dataset.calls())) {
            RunFiles.mark(files.go());
            OffsetTrail trail = new OffsetTrail(application + "-kpi", dataset.topic(), dataset.calls());
            samples = sampler.watch(child, List.of(trail), PATIENCE, progress, dataset.calls());
        }
        Verdict verdict = Verdict.EXACT;
        int windows = 0;
        if (job.verified()) {
            List<TruthWindow> truth = Truth.read(Truth.file(truths, dataset), dataset);
            windows = truth.size();
            verdict = new KpiOutput(cluster.bootstrap(), cluster.registry(), dataset.topic("kpis-1m"))
                    .verify(new Verification(truth, new SeriesBook(dataset.series())));
        }
        long disk = StoresHeld.onDisk(files.folder().resolve("state"));
        end(files);
        cluster.deleteTopics(topic -> !topic.equals(dataset.topic())
                && (topic.startsWith(dataset.prefix()) || topic.startsWith(application + "-")));
        return new WarmResult(samples, sampler.peakMegabytes(), StoresHeld.read(files, disk), windows, verdict);
    }

    /** The most that a collection has left in the heap so far, megabytes. */
    public long mostAfterCollection() {
        return GcLog.mostAfterMegabytes(folder.resolve("gc.log"));
    }

    private OursSettings settings(WarmJob job, String application) {
        return new OursSettings(
                application,
                List.of("kpi"),
                cluster.bootstrap(),
                cluster.registryUrl(),
                job.dataset().prefix(),
                Dataset.PARTITIONS,
                job.threads(),
                "exactly-once-v2",
                job.views(),
                false,
                "state-memory: " + job.stateMemory());
    }

    private void end(RunFiles files) throws InterruptedException {
        RunFiles.mark(files.end());
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(files.ended())) {
            if (!child.isAlive() || System.nanoTime() > until) {
                throw new IllegalStateException("a run did not end; its log is " + child.log());
            }
            TimeUnit.MILLISECONDS.sleep(25);
        }
    }

    /** Ends the process, and only then deletes its state: an application that was slow to stop may still write to it. */
    @Override
    public void close() {
        child.kill();
        for (int run = 1; run <= number; run++) {
            Folders.delete(RunFiles.of(folder, run).folder().resolve("state"));
        }
    }
}
