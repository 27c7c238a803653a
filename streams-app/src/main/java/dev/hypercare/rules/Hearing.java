package dev.hypercare.rules;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Telemetry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which gateways are heard of, and how many calls come from each in a minute ordinarily: the same in every task, because each is told of
 * all. Not thread-safe.
 */
final class Hearing {
    /** A gateway that was not heard of for this long is no gateway any more. */
    private static final long FORGET_MILLIS = 8 * 86_400_000L;
    /** A gateway is silent when by the ordinary at least so many calls are missing: chance less than once in 20,000. */
    private static final double MISSING = 10;

    private static final class Gateway {
        private long lastHeard;
        private AmountNorm pace = new AmountNorm(Kpis::calls, false);
        private Kpis ofMinute = new Kpis();
    }

    private final TreeMap<String, Gateway> gateways = new TreeMap<>();

    /** Takes up what was written. */
    void restore(byte[] bytes) {
        gateways.clear();
        ByteBuffer from = ByteBuffer.wrap(bytes);
        while (from.hasRemaining()) {
            Gateway gateway = new Gateway();
            gateways.put(BinaryWriter.readText(from), gateway);
            gateway.lastHeard = BinaryWriter.readNumber(from);
            gateway.ofMinute = Kpis.read(from);
            gateway.pace = AmountNorm.read(Kpis::calls, false, from);
        }
    }

    /** Forgets everything. */
    void clear() {
        gateways.clear();
    }

    /** Takes what was heard in a slice, by series of {@link Telemetry}; returns whether there is something to write down. */
    boolean slice(long end, Map<Series, Kpis> heard) {
        boolean minuteEnds = Math.floorMod(end, Learned.STEP_MILLIS) == 0;
        heard.forEach((series, kpis) -> {
            Gateway gateway = gateways.computeIfAbsent(
                    series.labels().getOrDefault(Telemetry.GATEWAY, ""), unseen -> new Gateway());
            gateway.lastHeard = end;
            for (long i = kpis.calls(); i > 0; i--) {
                gateway.ofMinute.addBare();
            }
        });
        if (minuteEnds) {
            gateways.values().forEach(gateway -> {
                gateway.pace.learn(gateway.ofMinute, end);
                gateway.ofMinute = new Kpis();
            });
            gateways.values().removeIf(gateway -> gateway.lastHeard < end - FORGET_MILLIS);
        }
        return minuteEnds && !gateways.isEmpty() || !heard.isEmpty();
    }

    /** The gateways from which calls should have come since an instant, and none did. */
    List<String> silent(long since, long at) {
        List<String> silent = new ArrayList<>();
        gateways.forEach((name, gateway) -> {
            boolean quiet = gateway.lastHeard <= since + Resolution.SLICE_MILLIS;
            if (quiet && gateway.pace.isKnown() && gateway.pace.least(at - gateway.lastHeard, at) >= MISSING) {
                silent.add(name);
            }
        });
        return silent;
    }

    /** What {@link #restore} takes up. */
    byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        gateways.forEach((name, gateway) -> {
            writer.text(name);
            writer.number(gateway.lastHeard);
            gateway.ofMinute.write(writer);
            gateway.pace.write(writer);
        });
        return writer.toBytes();
    }
}
