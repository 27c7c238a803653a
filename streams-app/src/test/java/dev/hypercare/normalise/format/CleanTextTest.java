package dev.hypercare.normalise.format;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CleanTextTest {
    @Test
    void keepsOrdinaryTextAsItIs() {
        assertThat(CleanText.of("  Zürich 東京 🙂 ", 50)).isEqualTo("Zürich 東京 🙂");
    }

    @Test
    void hasNothingToSayForDashesAndBlanks() {
        assertThat(CleanText.of("-", 9)).isNull();
        assertThat(CleanText.of(" \t ", 9)).isNull();
        assertThat(CleanText.of("\u0000\u0007", 9)).isNull();
        assertThat(CleanText.of("--", 9)).isEqualTo("--");
    }

    @Test
    void leavesNoSpaceWhereItCuts() {
        assertThat(CleanText.of("pay now", 4)).isEqualTo("pay");
        assertThat(CleanText.of("- now", 2)).isNull();
    }

    @Test
    void takesOutWhatCannotBeSeen() {
        assertThat(CleanText.of("pay\u0000me\nnts\u202E\u200B", 50)).isEqualTo("payments");
    }

    @Test
    void neverCutsACharacterInHalf() {
        assertThat(CleanText.of("ab🙂", 3)).isEqualTo("ab");
        assertThat(CleanText.of("a\uD83D", 9)).isEqualTo("a\uFFFD");
    }

    @Property
    void staysWithinItsLengthAndIsStable(@ForAll String text, @ForAll @IntRange(min = 1, max = 40) int max) {
        @Nullable String clean = CleanText.of(text, max);
        if (clean != null) {
            assertThat(clean.length()).isBetween(1, max);
            assertThat(clean.chars().noneMatch(Character::isISOControl)).isTrue();
            assertThat(CleanText.of(clean, max)).isEqualTo(clean);
        }
    }
}
