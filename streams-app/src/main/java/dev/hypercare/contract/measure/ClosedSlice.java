package dev.hypercare.contract.measure;

import dev.hypercare.contract.Resolution;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Half a second of event time that will not change any more for the rules: what the merge of one task hands to them. Slices come in
 * order and without gaps, so that time moves without traffic; of empty ones several may come as one, and how many depends on more
 * than the log: what is decided must be what it would be if they came one by one.
 *
 * @param startMillis first instant of the slice, milliseconds since the epoch
 * @param endMillis first instant after the slice, milliseconds since the epoch: the event time at which rules decide
 * @param content the KPIs of every series of the task that had calls in the slice; read it before the next slice comes
 */
public record ClosedSlice(long startMillis, long endMillis, Content content) {
    private static final Content NOTHING = (views, action) -> {};

    /** KPIs by series, made only for those that somebody wants. */
    @FunctionalInterface
    public interface Content {
        /** Calls the action once for each series of the views wanted, {@code api,route}, in any order. */
        void forEach(Predicate<String> views, BiConsumer<Series, Kpis> action);
    }

    /** The shortest with its content. */
    public ClosedSlice(long startMillis, Content content) {
        this(startMillis, startMillis + Resolution.SLICE_MILLIS, content);
    }

    /** Empty slices, one or more, between two ends of slices, milliseconds since the epoch. */
    public static ClosedSlice silence(long startMillis, long endMillis) {
        return new ClosedSlice(startMillis, endMillis, NOTHING);
    }

    /** One slice, of KPIs that are there already. */
    public static ClosedSlice of(long startMillis, Map<Series, Kpis> kpis) {
        return new ClosedSlice(startMillis, content(kpis));
    }

    /** All slices of a second as one, of KPIs that are there already: what is counted comes at its end. */
    public static ClosedSlice ofSecond(long startMillis, Map<Series, Kpis> kpis) {
        return new ClosedSlice(startMillis, startMillis + 1000, content(kpis));
    }

    private static Content content(Map<Series, Kpis> kpis) {
        return (views, action) -> kpis.forEach((series, sum) -> {
            if (views.test(series.view())) {
                action.accept(series, sum);
            }
        });
    }

    /** All of it. */
    public Map<Series, Kpis> kpis() {
        Map<Series, Kpis> all = new HashMap<>();
        content.forEach(view -> true, all::put);
        return all;
    }
}
