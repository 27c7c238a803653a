package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import java.nio.ByteBuffer;

/** Since when a series is heard of: the end of the first minute with calls. Not thread-safe. */
final class SinceLesson implements Learned {
    static final Lesson LESSON = new Lesson("since", SinceLesson::new, SinceLesson::read);

    private long since = Long.MAX_VALUE;

    private static SinceLesson read(ByteBuffer from) {
        SinceLesson read = new SinceLesson();
        read.since = BinaryWriter.readNumber(from);
        return read;
    }

    /** Milliseconds; the far future before the first minute has ended. */
    long since() {
        return since;
    }

    @Override
    public void learn(Kpis minute, long at) {
        if (since == Long.MAX_VALUE && minute.calls() > 0) {
            since = at;
        }
    }

    @Override
    public void write(BinaryWriter to) {
        to.number(since);
    }
}
