package dev.hypercare.bench.compare;

import dev.hypercare.bench.child.ChildJvm;
import dev.hypercare.bench.child.ProcessProbe;
import dev.hypercare.bench.child.WorkProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** Watches a run to its end, in the same way for every variant. */
public final class Sampler {
    private static final long EVERY_MILLIS = 200;

    private final Admin admin;
    private final long brokerPid;
    private final List<Sample> samples = new ArrayList<>();
    private long peakMegabytes = -1;

    /** Watches processes that read from the broker with the given process id. */
    public Sampler(Admin admin, long brokerPid) {
        this.admin = admin;
        this.brokerPid = brokerPid;
    }

    /** The most memory that the process has held, megabytes; -1 where that is not told. */
    public long peakMegabytes() {
        return peakMegabytes;
    }

    /**
     * Looks every {@value #EVERY_MILLIS} ms until everything is done.
     *
     * @param trails the share done is their mean: each is a step that every call takes
     * @throws IllegalStateException where the process ends before, or nothing moves for the given time
     */
    public List<Sample> watch(
            ChildJvm child, List<OffsetTrail> trails, Duration patience, WorkProgress progress, long calls)
            throws InterruptedException {
        double best = 0;
        long moved = System.nanoTime();
        while (true) {
            boolean ended = child.hasResult();
            double done = 0;
            for (OffsetTrail trail : trails) {
                done += trail.done(admin) / trails.size();
            }
            long now = System.nanoTime();
            long cpu = ProcessProbe.cpuNanos(child.pid());
            peakMegabytes = Math.max(peakMegabytes, ProcessProbe.peakMegabytes(child.pid()));
            if (cpu >= 0) {
                samples.add(new Sample(now, done, cpu, ProcessProbe.cpuNanos(brokerPid), ProcessProbe.machineNanos()));
            }
            progress.at(Math.round(done * calls));
            // Flink does not commit the last offsets of a topic that it reads to an end: its result is the end.
            if (done >= 1 || ended) {
                return samples;
            }
            if (done > best) {
                best = done;
                moved = now;
            }
            if (!child.isAlive() && !child.hasResult()) {
                throw new IllegalStateException("the process ended early; its log is " + child.log());
            }
            if (now - moved > patience.toNanos()) {
                throw new IllegalStateException("nothing was committed for " + patience.toSeconds() + " s at "
                        + Math.round(done * 1000) / 10.0 + " %; its log is " + child.log());
            }
            TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
        }
    }
}
