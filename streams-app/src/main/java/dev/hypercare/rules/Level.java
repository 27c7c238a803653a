package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.rules.statistics.Cycle;
import dev.hypercare.rules.statistics.Expectation;
import dev.hypercare.rules.statistics.Scale;
import dev.hypercare.rules.statistics.SeasonalBaseline;
import dev.hypercare.rules.statistics.StateForm;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The ordinary level of one figure, and of how many lessons it is. Windows of one instant ask it in turn, so it remembers its answer. Not thread-safe. */
final class Level {
    private final SeasonalBaseline baseline;
    private float lessons;
    private @Nullable Expectation expected;
    private long expectedAt;

    Level(Scale scale) {
        this(new SeasonalBaseline(scale, Cycle.DAY_TYPE, Learned.STEP_MILLIS));
    }

    private Level(SeasonalBaseline baseline) {
        this.baseline = baseline;
    }

    /** The inverse of {@link #write}. */
    static Level read(ByteBuffer from) {
        float lessons = StateForm.read(from);
        Level level = new Level(SeasonalBaseline.read(from));
        level.lessons = lessons;
        return level;
    }

    /** Learns what a minute that ends at an instant, milliseconds, has shown. */
    void learn(long at, double value) {
        baseline.learn(at, value);
        lessons = Math.min(lessons + 1, 1e6f);
        expected = null;
    }

    /** What is ordinary at an instant, milliseconds. */
    Expectation expected(long at) {
        Expectation known = expected;
        if (known == null || at != expectedAt) {
            known = baseline.expected(at);
            expected = known;
            expectedAt = at;
        }
        return known;
    }

    /** Whether it has learned so often. */
    boolean isOf(int enough) {
        return lessons >= enough;
    }

    void write(BinaryWriter to) {
        StateForm.write(to, lessons);
        baseline.write(to);
    }
}
