package dev.hypercare.testdata.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final long FROM = 1_000_000;

    @Property(tries = 300)
    void aShareIsDecidedAtTheFirstCallWhoseSummedTailIsThinEnough(
            @ForAll @Size(min = 1, max = 120) List<Boolean> failed,
            @ForAll @DoubleRange(min = 0.001, max = 0.3) @Scale(4) double usual) {
        Long expected = null;
        int hits = 0;
        for (int n = 1; n <= failed.size() && expected == null; n++) {
            hits += failed.get(n - 1) ? 1 : 0;
            double tail = binomialTail(n, hits, usual);
            // Two ways to compute it may differ in the last digits.
            Assume.that(Math.abs(tail - 1e-4) > 1e-12);
            if (tail <= 1e-4) {
                expected = FROM + n;
            }
        }
        assertThat(ShareEvidence.failures(usual).decidedAt(FROM, calls(failed), 1e-4))
                .isEqualTo(expected);
    }

    @Property(tries = 200)
    void callsThatAreNotLookedAtDecideNothing(@ForAll @Size(min = 1, max = 50) List<Boolean> failed) {
        ShareEvidence none = new ShareEvidence(call -> false, call -> true, 0.01);
        assertThat(none.decidedAt(FROM, calls(failed), 1e-4)).isNull();
    }

    @Test
    void whatNeverHappensIsDecidedByTheFirstTimeThatItDoes() {
        ShareEvidence evidence = new ShareEvidence(call -> true, SimulatedCall::failed, ShareEvidence.NEVER);
        assertThat(evidence.decidedAt(FROM, calls(List.of(false, false, true, true)), 1e-4))
                .isEqualTo(FROM + 3);
    }

    @Test
    void twoFailuresInARowDecideWhereThereIsOneInAThousand() {
        assertThat(ShareEvidence.failures(0.001).decidedAt(FROM, calls(List.of(true, true)), 1e-4))
                .isEqualTo(FROM + 2);
    }

    @Property(tries = 100)
    void aCountIsDecidedAtTheFirstCallWhoseSummedTailIsThinEnough(
            @ForAll @DoubleRange(min = 0.1, max = 900) double perSecond) {
        List<Boolean> every = new ArrayList<>();
        Long expected = null;
        for (int n = 1; n <= 400; n++) {
            every.add(false);
            double tail = expected == null ? poissonTail(n, perSecond * n / 1000) : 1;
            Assume.that(Math.abs(tail - 1e-4) > 1e-12);
            if (tail <= 1e-4) {
                expected = FROM + n;
            }
        }
        assertThat(new CountEvidence(perSecond).decidedAt(FROM, calls(every), 1e-4))
                .isEqualTo(expected);
    }

    @Property(tries = 100)
    void silenceIsDecidedWhenNineCallsAndAFifthAreMissing(
            @ForAll @DoubleRange(min = 0.05, max = 400) double perSecond) {
        Long at = new SilenceEvidence(time -> perSecond).decidedAt(FROM, calls(List.of()), 1e-4);
        double expected = FROM + 1000 * -Math.log(1e-4) / perSecond;
        assertThat(at).isNotNull();
        assertThat((double) at).isBetween(expected - 0.001, expected + 51);
    }

    @Test
    void theSilenceOfWhatIsNeverCalledDecidesNothing() {
        assertThat(new SilenceEvidence(time -> 0).decidedAt(FROM, calls(List.of()), 1e-4))
                .isNull();
    }

    /** Summed from the front, another way than the library's. */
    private static double binomialTail(int n, int hits, double share) {
        double tail = 0;
        for (int k = hits; k <= n; k++) {
            double log = k * Math.log(share) + (n - k) * Math.log1p(-share);
            for (int i = 1; i <= k; i++) {
                log += Math.log((n - k + i) / (double) i);
            }
            tail += Math.exp(log);
        }
        return tail;
    }

    private static double poissonTail(int calls, double mean) {
        double tail = 0;
        double log = -mean;
        for (int k = 0; k < calls + 300; k++) {
            tail += k >= calls ? Math.exp(log) : 0;
            log += Math.log(mean / (k + 1));
        }
        return tail;
    }

    private static Iterator<SimulatedCall> calls(List<Boolean> failed) {
        List<SimulatedCall> calls = new ArrayList<>();
        for (boolean one : failed) {
            long at = FROM + calls.size() + 1;
            calls.add(new SimulatedCall(
                    at,
                    at,
                    at,
                    "edge-1",
                    "orders",
                    "/v1/orders",
                    "GET",
                    one ? 500 : 200,
                    null,
                    "c-1",
                    1000,
                    null,
                    null,
                    1,
                    1,
                    null,
                    null,
                    null,
                    null,
                    null,
                    "1",
                    "r",
                    "t",
                    null,
                    null));
        }
        return calls.iterator();
    }
}
