package dev.hypercare.bench.latency;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured with one commit interval at one rate.
 *
 * @param rate calls a second that were asked for
 * @param sentPerSecond that were sent
 * @param breaches whose whole way was seen
 * @param unseen breaches whose way was not seen to its end
 * @param late breaches that a later second decided than the one that holds the call
 * @param appCores CPU time of the process of the applications per second
 * @param machineCores the same of the whole machine: what is above the application's own and the load's disturbs
 * @param hops milliseconds; empty where nothing was seen
 */
record LatencyCell(
        long commitMillis,
        int rate,
        long sentPerSecond,
        int breaches,
        int unseen,
        int late,
        double appCores,
        double machineCores,
        Map<Hop, Spread> hops) {

    LatencyCell {
        hops = Map.copyOf(hops);
    }

    /** The percentiles of each hop over journeys that are complete. */
    static Map<Hop, Spread> spreads(List<Journey> journeys, long latenessMillis) {
        Map<Hop, Spread> spreads = new EnumMap<>(Hop.class);
        if (!journeys.isEmpty()) {
            for (Hop hop : Hop.values()) {
                spreads.put(
                        hop,
                        Spread.of(journeys.stream()
                                .mapToLong(journey -> journey.took(hop, latenessMillis))
                                .toArray()));
            }
        }
        return spreads;
    }
}
