package dev.hypercare.bench.live;

import dev.hypercare.testdata.simulate.SimulatedCall;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Hands on each call at the moment when it arrives, in the thread that asks for it. */
public final class TrafficFeed {
    private static final long TELL_EVERY_MILLIS = 30_000;

    private final LiveTraffic traffic;
    private long calls;
    private long latest;

    /** Takes the calls. */
    public interface Sink {
        /** A call, with its times as simulated. */
        void take(SimulatedCall call);
    }

    public TrafficFeed(LiveTraffic traffic) {
        this.traffic = traffic;
    }

    /**
     * Plays all of it, and returns when its time is over.
     *
     * @param progress is told now and then how far it is
     */
    public void play(List<? extends Sink> sinks, Consumer<String> progress) throws InterruptedException {
        Iterator<SimulatedCall> all = traffic.window().calls();
        long tell = traffic.begin() + TELL_EVERY_MILLIS;
        while (all.hasNext()) {
            SimulatedCall call = all.next();
            long due = call.arrivedAt() + traffic.moved();
            awaitTime(due);
            latest = Math.max(latest, System.currentTimeMillis() - due);
            sinks.forEach(sink -> sink.take(call));
            calls++;
            if (due >= tell) {
                progress.accept(String.format(
                        Locale.ROOT,
                        "%d of %d s, %,d calls",
                        (due - traffic.begin()) / 1000,
                        traffic.window().length().toSeconds(),
                        calls));
                tell += TELL_EVERY_MILLIS;
            }
        }
        awaitTime(traffic.end());
    }

    /** Returns at an instant, epoch ms, or at once where it is past. */
    public static void awaitTime(long millis) throws InterruptedException {
        long left = millis - System.currentTimeMillis();
        if (left > 0) {
            TimeUnit.MILLISECONDS.sleep(left);
        }
    }

    /** Calls so far. */
    public long calls() {
        return calls;
    }

    /** By how much the latest call was handed on later than it arrived, ms. */
    public long latestMillis() {
        return latest;
    }
}
