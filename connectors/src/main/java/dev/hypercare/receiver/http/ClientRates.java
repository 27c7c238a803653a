package dev.hypercare.receiver.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How fast each client sends: a bucket a client that fills with so many requests a second and holds as many. Of most clients, the longest
 * silent are forgotten. Thread-safe; time is an argument.
 */
final class ClientRates {
    private static final double MILLIS = 1000;

    private final int perSecond;
    private final Map<String, Bucket> buckets;

    /** What a client may still send, as it was at a time. */
    private record Bucket(double requests, long at) {}

    /**
     * Rates of nobody yet.
     *
     * @param perSecond requests; 0 for no bound
     * @param most clients that are remembered
     */
    ClientRates(int perSecond, int most) {
        this.perSecond = perSecond;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * Takes one request of a client, where it has one.
     *
     * @param now milliseconds, of a clock that may be set back
     * @return 0 where it may be sent; else the whole seconds after which there is room again, at least 1
     */
    synchronized int secondsToWait(String client, long now) {
        if (perSecond == 0) {
            return 0;
        }
        Bucket before = buckets.getOrDefault(client, new Bucket(perSecond, now));
        double filled = before.requests() + perSecond * Math.max(0, now - before.at()) / MILLIS;
        double available = Math.min(perSecond, filled);
        boolean isGood = available >= 1;
        buckets.put(client, new Bucket(isGood ? available - 1 : available, now));
        return isGood ? 0 : Math.max(1, (int) Math.ceil((1 - available) / perSecond));
    }
}
