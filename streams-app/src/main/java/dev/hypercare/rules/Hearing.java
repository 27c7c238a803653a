package dev.hypercare.rules;

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
    /** A gateway is silent when that is chance less than once in 20,000, nats. */
    private static final double MISSING = 10;
    /** What fell silent so shortly after another fell silent with it. */
    private static final long SAME_TIME_MILLIS = 1000;

    private static final class Gateway {
        private long lastHeard;
        private CallPace pace = new CallPace(false);
        private Kpis ofMinute = new Kpis();
    }

    private final TreeMap<String, Gateway> gateways = new TreeMap<>();
    /** Calls in time of all gateways in the last whole minute. */
    private long lastMinute;

    /** Takes up what {@link #heard} wrote. */
    void restoreHeard(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        while (from.hasRemaining()) {
            Gateway gateway = gateway(BinaryWriter.readText(from));
            gateway.lastHeard = BinaryWriter.readNumber(from);
            gateway.ofMinute = Kpis.read(from);
        }
    }

    /** Takes up what {@link #paces} wrote. */
    void restorePaces(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        while (from.hasRemaining()) {
            gateway(BinaryWriter.readText(from)).pace = CallPace.read(false, from);
        }
    }

    private Gateway gateway(String name) {
        return gateways.computeIfAbsent(name, unseen -> new Gateway());
    }

    /** Forgets everything. */
    void clear() {
        gateways.clear();
        lastMinute = 0;
    }

    /** Takes what was heard in a slice, by series of {@link Telemetry}. */
    void slice(long end, Map<Series, Kpis> heard) {
        gateways.values().removeIf(gateway -> gateway.lastHeard < end - FORGET_MILLIS);
        heard.forEach((series, kpis) -> {
            Gateway gateway = gateway(series.labels().getOrDefault(Telemetry.GATEWAY, ""));
            gateway.lastHeard = end;
            gateway.ofMinute.merge(kpis);
        });
    }

    /** Learns from the minute that has just ended at an instant, milliseconds. Returns whether there was anything to learn. */
    boolean learn(long end) {
        boolean learned = false;
        lastMinute = gateways.values().stream()
                .mapToLong(gateway -> gateway.ofMinute.calls())
                .sum();
        for (Gateway gateway : gateways.values()) {
            if (end - gateway.lastHeard <= Learned.LONGEST_SILENCE) {
                gateway.pace.learn(gateway.ofMinute, end);
                gateway.ofMinute = new Kpis();
                learned = true;
            }
        }
        return learned;
    }

    /** Calls a second of all gateways, as they were in the last whole minute; 0 where there were none. */
    double callsPerSecond() {
        return lastMinute * 1000.0 / Learned.STEP_MILLIS;
    }

    /** Whether further slices in which nothing is heard change nothing, however many. */
    boolean isSettled(long at) {
        return gateways.values().stream().allMatch(gateway -> at - gateway.lastHeard > Learned.LONGEST_SILENCE);
    }

    /** The gateways from which calls should have come since an instant, and none did. */
    List<String> silent(long since, long at) {
        List<String> silent = new ArrayList<>();
        gateways.forEach((name, gateway) -> {
            boolean quiet = gateway.lastHeard <= since + SAME_TIME_MILLIS;
            if (quiet
                    && gateway.pace.isKnownSoon()
                    && gateway.pace.surprise(0, at - gateway.lastHeard, at) >= MISSING) {
                silent.add(name);
            }
        });
        return silent;
    }

    /** When each was heard of, and what of it since the last minute: what changes with every slice. */
    byte[] heard() {
        BinaryWriter writer = new BinaryWriter();
        gateways.forEach((name, gateway) -> {
            writer.text(name);
            writer.number(gateway.lastHeard);
            gateway.ofMinute.write(writer);
        });
        return writer.toBytes();
    }

    /** How many came in the last minute. */
    byte[] traffic() {
        BinaryWriter writer = new BinaryWriter();
        writer.number(lastMinute);
        return writer.toBytes();
    }

    /** Takes up what {@link #traffic} wrote. */
    void restoreTraffic(byte[] bytes) {
        lastMinute = BinaryWriter.readNumber(ByteBuffer.wrap(bytes));
    }

    /** How many calls come from each ordinarily: what changes with every minute. */
    byte[] paces() {
        BinaryWriter writer = new BinaryWriter();
        gateways.forEach((name, gateway) -> {
            writer.text(name);
            gateway.pace.write(writer);
        });
        return writer.toBytes();
    }
}
