package dev.hypercare.contract.measure;

/** What the rules look at, second by second; of everything else panes are enough. */
@FunctionalInterface
public interface Watched {
    /** Whether any rule looks at series of a view, {@code api,route}. */
    boolean watches(String view);

    /** Whether any rule looks at a series. */
    default boolean watches(Series series) {
        return watches(series.view());
    }
}
