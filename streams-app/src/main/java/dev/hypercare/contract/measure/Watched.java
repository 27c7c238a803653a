package dev.hypercare.contract.measure;

/** What the rules look at, second by second; of everything else panes are enough. It may change while the stages run. */
@FunctionalInterface
public interface Watched {
    /** Whether any rule looks at series of a view, {@code api,route}. */
    boolean watches(String view);

    /** Whether any rule looks at a series. */
    default boolean watches(Series series) {
        return watches(series.view());
    }

    /** Another number whenever what is watched may have changed. Any thread may ask. */
    default long revision() {
        return 0;
    }

    /**
     * What rules look at in slices that begin at an instant, milliseconds since the epoch, or later, as far as it is known now: all that,
     * and perhaps more. The answer does not change any more. Any thread may ask.
     */
    default Watched from(long instant) {
        return this;
    }
}
