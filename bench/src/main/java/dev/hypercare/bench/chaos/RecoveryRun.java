package dev.hypercare.bench.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Kills one of three instances again and again, in one configuration, and measures how long the output stood still. */
final class RecoveryRun {
    private static final long RECOVER_MILLIS = 120_000;

    /**
     * What was measured, milliseconds.
     *
     * @param settings of the instances
     * @param takeovers the longest standstill of a partition after each kill, while the killed instance stayed away
     * @param returns the same after each return of it
     * @param stateBytes on the disk of all instances together, at the end
     */
    record Measured(ProductSettings settings, List<Long> takeovers, List<Long> returns, long stateBytes) {
        Measured {
            takeovers = List.copyOf(takeovers);
            returns = List.copyOf(returns);
        }
    }

    private RecoveryRun() {}

    /**
     * Measures.
     *
     * @param kills how often an instance is killed
     * @param linesPerSecond load
     * @param apis that lines name: ten series each
     * @param warmMillis how long state grows before the first kill
     * @param awayMillis how long a killed instance stays away
     */
    static Measured measure(
            ProductSettings settings,
            Path directory,
            int kills,
            int linesPerSecond,
            int apis,
            long warmMillis,
            long awayMillis,
            PrintWriter out) {
        Random random = new Random(kills);
        List<Long> takeovers = new ArrayList<>();
        List<Long> returns = new ArrayList<>();
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
        ChaosPlace place = ChaosPlace.create(directory, FaultPlan.EACH);
        try (ChaosCluster cluster = new ChaosCluster(settings, place)) {
            cluster.start(random);
            try (CommitWatch watch = new CommitWatch(place, 2 * settings.partitions());
                    ChaosLoad load = ChaosLoad.start(
                            kills, linesPerSecond, ChaosLines.of(kills, apis), settings.partitions(), place)) {
                long started = System.nanoTime();
                ChaosCluster.await("the first commits", RECOVER_MILLIS, () -> watch.allAdvancedSince(started));
                ChaosCluster.pause(warmMillis);
                for (int kill = 0; kill < kills; kill++) {
                    Fault fault = new Fault(FaultKind.INSTANCE_KILL, kill % FaultPlan.EACH, 0, awayMillis, 0);
                    watch.mark();
                    int target = cluster.inject(fault);
                    ChaosCluster.pause(awayMillis);
                    long away = System.nanoTime();
                    takeovers.add(settled(watch, away));
                    watch.mark();
                    cluster.restart(fault, target);
                    ChaosCluster.await("the instances", RECOVER_MILLIS, cluster::whole);
                    // What was restored elsewhere moves back a little later.
                    ChaosCluster.pause(awayMillis);
                    returns.add(settled(watch, System.nanoTime()));
                    load.check();
                    out.printf(
                            Locale.ROOT,
                            "  kill %d of %d: stood still %.1f s, at its return %.1f s%n",
                            kill + 1,
                            kills,
                            takeovers.get(kill) / 1000.0,
                            returns.get(kill) / 1000.0);
                    out.flush();
                }
            }
            return new Measured(settings, takeovers, returns, bytes(directory));
        }
    }

    private static long settled(CommitWatch watch, long since) {
        ChaosCluster.await("commits of all partitions", RECOVER_MILLIS, () -> watch.allAdvancedSince(since));
        return watch.longestMillis();
    }

    /** What the instances keep. Files may go while they are counted. */
    private static long bytes(Path directory) {
        long sum = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().contains("/state/")).toList()) {
                try {
                    sum += Files.isRegularFile(file) ? Files.size(file) : 0;
                } catch (NoSuchFileException e) {
                    continue;
                }
            }
            return sum;
        } catch (IOException | UncheckedIOException e) {
            return sum;
        }
    }
}
