package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.statistics.Scale;
import java.nio.ByteBuffer;

/** What a figure of a minute ordinarily is, of minutes with some calls. Minutes far above it are not learned at first. Not thread-safe. */
final class UsualFigure implements Learned {
    private static final long FEWEST = 20;
    private static final int ENOUGH = 5;
    /** A minute with so many times the ordinary is none to learn from. */
    private static final double FAR = 1.5;

    private final Measure measure;
    private final Level level;
    private final Reluctance reluctance;

    private UsualFigure(Measure measure, Level level, Reluctance reluctance) {
        this.measure = measure;
        this.level = level;
        this.reluctance = reluctance;
    }

    /** How a figure is learned. */
    static Lesson lesson(Measure measure) {
        return new Lesson(
                "usual " + measure.name(),
                () -> new UsualFigure(measure, new Level(Scale.LOG), new Reluctance()),
                from -> read(measure, from));
    }

    private static UsualFigure read(Measure measure, ByteBuffer from) {
        Level level = Level.read(from);
        return new UsualFigure(measure, level, Reluctance.read(from));
    }

    @Override
    public void learn(Kpis minute, long at) {
        double value = measure.of(minute, STEP_MILLIS);
        if (minute.calls() < FEWEST || Double.isNaN(value)) {
            return;
        }
        boolean far = value > FAR * ordinary(at);
        if (!reluctance.refuses(far ? Double.POSITIVE_INFINITY : 0, at)) {
            level.learn(at, value);
        }
    }

    /** What is ordinary at an instant; NaN where too little was seen. */
    double ordinary(long at) {
        return level.isOf(ENOUGH) ? level.expected(at).value() : Double.NaN;
    }

    @Override
    public void write(BinaryWriter to) {
        level.write(to);
        reluctance.write(to);
    }
}
