package dev.hypercare.cli.lab;

import dev.hypercare.PipelineConfig;
import dev.hypercare.testdata.FiredAlert;
import dev.hypercare.testdata.simulate.SimulatedWindow;
import dev.hypercare.testdata.simulate.Simulation;
import dev.hypercare.testdata.simulate.SimulationSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Runs simulations, several at a time, and scores them in the order of their seeds. */
public final class DetectionLab {
    private final PipelineConfig config;
    private final HopDelays hops;
    private final int partitions;
    private final int atOnce;
    private final KeptAlerts kept;
    private final AtomicLong calls = new AtomicLong();

    /** Is told, from several threads, how far things are. */
    public interface Watcher {
        /**
         * A seed came so far.
         *
         * @param share of its simulated time, 0 to 1
         * @param calls of all seeds so far
         */
        void at(long seed, double share, long calls);
    }

    private record Outcome(SimulationSettings settings, Simulation simulation, List<FiredAlert> alerts) {}

    /**
     * @param config whose stages are used
     * @param hops delays of a live system
     * @param partitions of {@code calls} in the cluster that is meant
     * @param atOnce how many simulations at a time; each takes some hundred MB
     * @param kept what was run before is not run again
     */
    public DetectionLab(PipelineConfig config, HopDelays hops, int partitions, int atOnce, KeptAlerts kept) {
        this.config = config;
        this.hops = hops;
        this.partitions = partitions;
        this.atOnce = atOnce;
        this.kept = kept;
    }

    /** Runs one simulation for each of the settings. */
    public DetectionScore run(List<SimulationSettings> settings, Watcher watcher) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(task, "lab");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            settings.forEach(one -> outcomes.add(threads.submit(() -> run(one, watcher))));
            DetectionScore score = new DetectionScore();
            for (Future<Outcome> future : outcomes) {
                Outcome outcome = future.get();
                score.add(
                        outcome.settings.seed(),
                        outcome.settings.length(),
                        outcome.simulation.faults(),
                        outcome.alerts);
            }
            return score;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Outcome run(SimulationSettings settings, Watcher watcher) {
        Simulation simulation = Simulation.of(settings);
        List<FiredAlert> before = kept.read(settings.seed());
        if (before != null) {
            watcher.at(settings.seed(), 1, calls.get());
            return new Outcome(settings, simulation, before);
        }
        DetectionRun run = new DetectionRun(SimulatedWindow.whole(simulation), config, hops, partitions);
        long[] told = {0};
        try (ScratchFolder work = new ScratchFolder()) {
            List<FiredAlert> alerts = run
                    .run(work.path(), (share, sofar) -> {
                        long all = calls.addAndGet(sofar - told[0]);
                        told[0] = sofar;
                        watcher.at(settings.seed(), share, all);
                    })
                    .stream()
                    .map(LabAlert::fired)
                    .toList();
            kept.write(settings.seed(), alerts);
            return new Outcome(settings, simulation, alerts);
        }
    }
}
