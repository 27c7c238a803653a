package dev.hypercare.testdata.simulate;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** By what a fault can be told from an ordinary day, and when: each an exact test against the fault-free rate. */
sealed interface Evidence permits ShareEvidence, CountEvidence, SilenceEvidence {
    /**
     * The first moment when the test says that chance explains it with no more than a probability, epoch ms; null where it never does.
     *
     * @param from when the fault begins
     * @param touched the calls that it touches, in order of arrival
     * @param probability such as {@link SimulatedFault#SIGNIFICANCE}
     */
    @Nullable
    Long decidedAt(long from, Iterator<SimulatedCall> touched, double probability);
}
