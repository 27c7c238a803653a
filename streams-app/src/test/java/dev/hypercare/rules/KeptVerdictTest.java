package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hypercare.contract.Severity;
import dev.hypercare.contract.measure.UnknownLayout;
import dev.hypercare.rules.JudgeState.Phase;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class KeptVerdictTest {
    /** As the version that wrote layout 1 wrote it: BREACHED since a second, no clock runs, {@code failed >= 3} over 5 s. */
    private static final String LAYOUT_ONE =
            "01 18306131623263336434653566 02 d0a0b0fef962 01 01 045032 166661696c6564203e3d2033 0a";

    /** The same of a breach that is out of sight: the phase that was added to layout 1 without another number. */
    private static final String LOST = LAYOUT_ONE.replace(" 02 ", " 03 ");

    @Test
    void anEntryOfTheFirstLayoutIsReadWithoutWhatItDidNotHold() {
        assertThat(KeptVerdict.fromBytes(bytes(LAYOUT_ONE))).isEqualTo(kept(Phase.BREACHED, Extent.UNKNOWN));
        assertThat(KeptVerdict.fromBytes(bytes(LOST))).isEqualTo(kept(Phase.LOST, Extent.UNKNOWN));
    }

    @Test
    void whatIsWrittenHasTheNumberOfTheLayoutThatNeedsIt() {
        assertThat(kept(Phase.LOST, Extent.UNKNOWN).toBytes()[0]).isEqualTo((byte) 2);
    }

    @Test
    void aNewerLayoutStopsTheApplicationAndIsNeverGuessed() {
        byte[] newer = kept(Phase.BREACHED, Extent.UNKNOWN).toBytes();
        newer[0] = 3;
        assertThatExceptionOfType(UnknownLayout.class)
                .isThrownBy(() -> KeptVerdict.fromBytes(newer))
                .withMessageContaining("verdicts in memory in layout 3 (expected: 1 to 2)");
    }

    @Property
    void whatIsWrittenIsRead(@ForAll Phase phase, @ForAll long bad, @ForAll long consumers) {
        KeptVerdict kept = kept(phase, new Extent(bad, consumers));
        assertThat(KeptVerdict.fromBytes(kept.toBytes())).isEqualTo(kept);
    }

    private static KeptVerdict kept(Phase phase, Extent told) {
        JudgeState state = new JudgeState(phase, 1_700_000_041_000L, JudgeState.NEVER, JudgeState.NEVER);
        return new KeptVerdict("0a1b2c3d4e5f", state, Severity.P2, "failed >= 3", 5, told);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
