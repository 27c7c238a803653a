package dev.hypercare.bench.live;

import dev.hypercare.testdata.simulate.SimulatedCall;
import dev.hypercare.testdata.simulate.SimulatedWindow;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Hands on each call at the moment when it arrives, in the thread that asks for it. */
public final class TrafficFeed {
    /** How long before its beginning traffic is to be handed in: what comes before it is made and left out. */
    public static final long LEAD_MILLIS = 3000;

    private static final long TELL_EVERY_MILLIS = 30_000;

    private final SimulatedWindow window;
    private long calls;
    private long latest;

    /** Takes the calls. */
    public interface Sink {
        /** A call that has just arrived. */
        void take(SimulatedCall call);
    }

    /** @param window moved to where it is to be played */
    public TrafficFeed(SimulatedWindow window) {
        this.window = window;
    }

    /**
     * Plays all of it, and returns when its time is over.
     *
     * @param progress is told now and then how far it is
     */
    public void play(List<? extends Sink> sinks, Consumer<String> progress) throws InterruptedException {
        Iterator<SimulatedCall> all = window.calls();
        long tell = window.from() + TELL_EVERY_MILLIS;
        while (all.hasNext()) {
            SimulatedCall call = all.next();
            long due = call.arrivedAt();
            awaitTime(due);
            latest = Math.max(latest, System.currentTimeMillis() - due);
            sinks.forEach(sink -> sink.take(call));
            calls++;
            if (due >= tell) {
                progress.accept(String.format(
                        Locale.ROOT,
                        "%d of %d s, %,d calls",
                        (due - window.from()) / 1000,
                        window.length().toSeconds(),
                        calls));
                tell += TELL_EVERY_MILLIS;
            }
        }
        awaitTime(window.to());
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
