package dev.hypercare.kpi;

import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.StoredWindow;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Encoded KPIs that are added up when their sum is asked for. Most series have few, and of those only references to the bytes that
 * they came in are held: a tenth of the memory of open sums. Not thread-safe.
 */
final class Parts {
    /** After so many they are added up, so that a busy series is not added up all at once when its window closes. */
    private static final int MOST = 16;

    private record Part(byte[] bytes, int start, @Nullable Part before) {}

    private @Nullable Part last;
    private @Nullable Kpis sum;
    private int size;

    /** Adds the KPIs that stand in the bytes, which nobody changes any more. Error: {@code UnknownLayout}. */
    void add(byte[] bytes, int start) {
        Kpis.checkLayout(bytes[start]);
        last = new Part(bytes, start, last);
        size++;
        if (size == MOST) {
            sum();
        }
    }

    /** Adds the KPIs of a stored window, whose bytes nobody changes any more. Error: {@code UnknownLayout}. */
    void addWindow(byte[] window) {
        add(window, StoredWindow.kpisStart(window));
    }

    /** What all add up to; not to be changed. Error: {@link IllegalArgumentException} for bytes that are no KPIs. */
    Kpis sum() {
        Kpis kpis = sum == null ? new Kpis() : sum;
        for (Part part = last; part != null; part = part.before) {
            kpis.mergeFrom(ByteBuffer.wrap(part.bytes).position(part.start));
        }
        sum = kpis;
        last = null;
        size = 0;
        return kpis;
    }
}
