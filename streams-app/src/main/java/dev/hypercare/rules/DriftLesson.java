package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.LatencyHistogram;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.rules.statistics.DriftDetector;
import dev.hypercare.rules.statistics.SeasonalReference;
import dev.hypercare.rules.statistics.StateForm;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether one series changes slowly in one respect: every five minutes it is compared with the same hour of other days, or, while those
 * are not known, with a named baseline, and what is too much is added up. While it rises nothing is learned, for a day at most: then it
 * is what is ordinary now. Not thread-safe.
 */
final class DriftLesson implements Learned {
    /** Between two looks, milliseconds. */
    static final long LOOK_MILLIS = 5 * STEP_MILLIS;

    /** Fewer calls are not looked at; they wait for more. */
    private static final int ENOUGH = 20;
    /** But not longer than this. */
    private static final long LONGEST_WAIT = 3_600_000;

    private static final long DAY = 86_400_000;
    /** Of residuals that do not resemble each other it is passed once in thousands of years; those of calls do a little. */
    private static final double THRESHOLD = 20;
    /** Where nothing is ordinary, anything is this many times as much. */
    private static final double MOST_TIMES = 1000;

    /** What is shown is about the last hour. */
    private static final float SHOWN = 1f / 12;

    private final DriftKind of;
    private final @Nullable String against;
    private final SeasonalReference season = new SeasonalReference(LOOK_MILLIS);
    private final DriftDetector detector = new DriftDetector(DriftDetector.ALLOWANCE, THRESHOLD);
    /** What came since the last look. */
    private LatencyHistogram latency = new LatencyHistogram();

    private long part;
    private long whole;
    private long waitsFrom;
    private boolean compared;
    private boolean rising;
    private long since;
    private long foundAt;
    /** Of the last hour: the figure; and, transformed, the figure and what is ordinary. */
    private float figure;

    private float seen;
    private float ordinary;
    private byte @Nullable [] source;
    private @Nullable Norm frozen;

    /** @param against the name of a baseline; null for none */
    DriftLesson(DriftKind of, @Nullable String against) {
        this.of = of;
        this.against = against;
    }

    /** Takes up what was written. */
    DriftLesson restored(ByteBuffer from) {
        season.restore(from);
        detector.restore(from);
        latency = Kpis.read(from).latency();
        part = BinaryWriter.readNumber(from);
        whole = BinaryWriter.readNumber(from);
        waitsFrom = BinaryWriter.readNumber(from);
        int flags = from.get();
        compared = (flags & 1) != 0;
        rising = (flags & 2) != 0;
        since = BinaryWriter.readNumber(from);
        foundAt = BinaryWriter.readNumber(from);
        figure = StateForm.read(from);
        seen = StateForm.read(from);
        ordinary = StateForm.read(from);
        return this;
    }

    @Override
    public void consult(Reference reference, Series series, Map<String, String> labels) {
        NormKind kind = against == null ? null : NormKind.find(of.toString());
        if (kind == null || against == null) {
            return;
        }
        byte[] known = reference.baseline(against, series, kind.name());
        if (known != source) {
            source = known;
            frozen = known == null ? null : AgainstNorm.read(kind, against, series, known);
        }
    }

    @Override
    public void learn(Kpis minute, long at) {
        if (whole == 0) {
            waitsFrom = at;
        }
        part += of.part(minute);
        whole += of.whole(minute);
        if (of == DriftKind.LATENCY) {
            latency.merge(minute.latency());
        }
        if (Math.floorMod(at, LOOK_MILLIS) != 0) {
            return;
        }
        if (whole >= ENOUGH) {
            look(at);
        } else if (at - waitsFrom < LONGEST_WAIT) {
            return;
        }
        latency = new LatencyHistogram();
        part = 0;
        whole = 0;
    }

    private void look(long at) {
        double now = of.of(latency, part, whole);
        double value = of.scaled(now);
        double noise = of.noise(whole);
        double expected = expected(at);
        if (!Double.isNaN(expected)) {
            compare(at, value, expected, season.isKnown(at) ? Math.max(noise, season.deviation(at)) : noise);
            figure = faded(figure, now);
            seen = faded(seen, value);
            ordinary = faded(ordinary, expected);
            compared = true;
        }
        if (!rising) {
            season.learn(at, value, noise);
        }
    }

    private void compare(long at, double value, double expected, double deviation) {
        DriftDetector.Drift found = detector.observe(at, (value - expected) / deviation);
        if (found != null) {
            rising = found.up();
            since = found.since();
            foundAt = at;
        }
        rising &= detector.isDrifting() && at - foundAt <= DAY;
    }

    private float faded(float before, double now) {
        return compared ? before + SHOWN * (float) (now - before) : (float) now;
    }

    private double expected(long at) {
        if (season.isKnown(at)) {
            return season.expected(at);
        }
        return frozen == null || !frozen.isKnown() ? Double.NaN : of.scaled(frozen.ordinary(LOOK_MILLIS, at));
    }

    /** Whether anything could be compared yet. */
    boolean isKnown() {
        return compared;
    }

    /** Whether it has risen slowly, is not ordinary again, and was not found so for a day. */
    boolean isRising() {
        return rising;
    }

    /** When it began to rise, about, milliseconds. */
    long since() {
        return since;
    }

    /** What the last hour was like. */
    double seen() {
        return figure;
    }

    /** How many times what would have been ordinary that is. */
    double times() {
        return Math.min(MOST_TIMES, of.back(seen) / Math.max(Double.MIN_NORMAL, of.back(ordinary)));
    }

    @Override
    public void write(BinaryWriter to) {
        season.write(to);
        detector.write(to);
        Kpis kept = new Kpis();
        kept.latency().merge(latency);
        kept.write(to);
        to.number(part);
        to.number(whole);
        to.number(waitsFrom);
        to.raw((compared ? 1 : 0) | (rising ? 2 : 0));
        to.number(since);
        to.number(foundAt);
        StateForm.write(to, figure, seen, ordinary);
    }
}
