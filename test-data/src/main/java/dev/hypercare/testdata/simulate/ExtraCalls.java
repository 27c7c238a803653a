package dev.hypercare.testdata.simulate;

import java.util.function.Consumer;

/** Calls that are made only because of a fault. The fault then changes them as any other that it touches. */
@FunctionalInterface
interface ExtraCalls {
    /**
     * Makes those of a second.
     *
     * @param key of the draws of this fault and second
     */
    void make(long secondMillis, long key, CallMaker maker, Consumer<Draft> to);
}
