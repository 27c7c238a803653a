package dev.hypercare.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.bench.data.FoundWindow;
import dev.hypercare.bench.data.SeriesBook;
import dev.hypercare.bench.data.TruthWindow;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final SeriesBook BOOK = new SeriesBook(10);
    private static final List<TruthWindow> TRUTH =
            List.of(new TruthWindow(0, 0, 100, 3, 50_000, 900, 880, 890), new TruthWindow(1, 60_000, 1, 0, 7, 7, 7, 7));

    @Test
    void whatIsTrueIsExact() {
        assertThat(verdict(found(0, 0, 100, 3, 885), found(1, 60_000, 1, 0, 7))).isEqualTo(Verdict.EXACT);
    }

    @Test
    void aPercentileMayBeOffByTwoPerCent() {
        assertThat(verdict(found(0, 0, 100, 3, 905), found(1, 60_000, 1, 0, 7)).right())
                .isTrue();
        assertThat(verdict(found(0, 0, 100, 3, 940), found(1, 60_000, 1, 0, 7)).text())
                .contains("1 of 2 windows wrong", "p99 940 us (true: 880 to 890)");
    }

    @Test
    void aCallLostOrDoubledIsNamed() {
        assertThat(verdict(found(0, 0, 99, 3, 885), found(1, 60_000, 1, 0, 7)).text())
                .contains("calls 99 (true: 100)", BOOK.api(0));
        assertThat(verdict(found(0, 0, 100, 4, 885), found(1, 60_000, 1, 0, 7)).text())
                .contains("failed 4 (true: 3)");
    }

    @Test
    void aWindowThatIsMissingDoubledOrInventedIsTold() {
        assertThat(verdict(found(0, 0, 100, 3, 885)).text()).contains("1 of 2 windows missing");
        assertThat(verdict(found(0, 0, 100, 3, 885), found(0, 0, 100, 3, 885), found(1, 60_000, 1, 0, 7))
                        .text())
                .contains("1 windows put out twice");
        assertThat(verdict(found(0, 0, 100, 3, 885), found(1, 60_000, 1, 0, 7), found(2, 0, 1, 0, 7))
                        .text())
                .contains("1 windows that should not be");
    }

    private static Verdict verdict(FoundWindow... found) {
        Verification verification = new Verification(TRUTH, BOOK);
        for (FoundWindow window : found) {
            verification.takeOnce(window);
        }
        return verification.verdict();
    }

    private static FoundWindow found(int series, long minute, long calls, long failed, double p99) {
        return new FoundWindow(
                BOOK.key(series), minute, calls, failed, series == 0 ? 50_000 : 7, series == 0 ? 900 : 7, p99);
    }
}
