package dev.hypercare.rules;

import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.LatencyHistogram;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** In which respect a slow change is looked for. Values are transformed so that their noise is the same whatever their size. */
enum DriftKind {
    /** The geometric mean, its logarithm. */
    LATENCY(Unit.MILLIS, kpis -> 0, kpis -> kpis.latency().count()),
    FAILED_RATIO(Unit.SHARE, Kpis::failed, Kpis::calls),
    SERVER_ERROR_RATIO(Unit.SHARE, Kpis::serverErrors, Kpis::calls),
    CLIENT_ERROR_RATIO(Unit.SHARE, Kpis::clientErrors, Kpis::calls),
    USAGE_MISSING_RATIO(Unit.SHARE, Kpis::usageMissing, Kpis::aiCalls);

    /** Latencies waver by so much however many calls there are. */
    private static final double LATENCY_NOISE = 0.03;

    private final Unit unit;
    private final ToLongFunction<Kpis> part;
    private final ToLongFunction<Kpis> whole;

    DriftKind(Unit unit, ToLongFunction<Kpis> part, ToLongFunction<Kpis> whole) {
        this.unit = unit;
        this.part = part;
        this.whole = whole;
    }

    /** That of a name such as {@code failed_ratio}; null where there is none. */
    static @Nullable DriftKind find(String name) {
        return Stream.of(values())
                .filter(kind -> kind.toString().equals(name))
                .findFirst()
                .orElse(null);
    }

    static List<String> names() {
        return Stream.of(values()).map(DriftKind::toString).toList();
    }

    Unit unit() {
        return unit;
    }

    /** Of how many calls it is. */
    long whole(Kpis kpis) {
        return whole.applyAsLong(kpis);
    }

    /** How many of them are of the kind; 0 for latency. */
    long part(Kpis kpis) {
        return part.applyAsLong(kpis);
    }

    /** The figure: milliseconds, or a share. One call at least. */
    double of(LatencyHistogram latency, long parts, long calls) {
        return this == LATENCY
                ? Math.exp((double) latency.logSum() / LatencyHistogram.LOG_UNITS / calls) / 1000
                : (double) parts / calls;
    }

    /** A figure, transformed. */
    double scaled(double value) {
        return this == LATENCY ? Math.log(Math.max(1e-3, value)) : Math.sqrt(Math.max(0, value));
    }

    /** The inverse of {@link #scaled}. */
    double back(double scaled) {
        return this == LATENCY ? Math.exp(scaled) : scaled * scaled;
    }

    /** The standard deviation that a transformed figure of so many calls has by chance alone. */
    double noise(long calls) {
        return this == LATENCY ? Math.max(LATENCY_NOISE, 0.5 / Math.sqrt(calls)) : 0.5 / Math.sqrt(calls);
    }

    /** As rules write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
