package dev.hypercare.contract.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** What is looked up says the same as what it was made from, for every character there is. */
class RunShapeTest {
    @Test
    void theTablesOfCharactersSayWhatTheirSignsSay() {
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            boolean word = Character.isLetterOrDigit(c);
            assertThat(RunShape.isInRun(c))
                    .as("in a run: %04x", (int) c)
                    .isEqualTo(word || "_./@%-~$\\".indexOf(c) >= 0);
            assertThat(RunShape.beginsRun(c))
                    .as("begins a run: %04x", (int) c)
                    .isEqualTo(word || "_/\\".indexOf(c) >= 0);
        }
    }

    @Test
    void everySpaceAndControlCharacterIsSpaceAndNothingElse() {
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
            assertThat(MaskedText.isSpace(c)).as("%04x", (int) c).isEqualTo(space);
        }
    }

    @Property
    void aWordOfLettersIsAValueWhereEightOrMoreAreHexadecimal(
            @ForAll @AlphaChars @StringLength(min = 1, max = 12) String word) {
        assertThat(RunShape.isValue(word, 0, word.length())).isEqualTo(word.matches("[0-9a-fA-F]{8,}"));
    }

    @Test
    void onlyAnArrowAloneJoinsTwoValuesOfFourSigns() {
        assertThat(TextMask.mask("10.0.0.1 -> 10.0.0.2")).isEqualTo("<*>");
        assertThat(TextMask.mask("10.0.0.1 => 10.0.0.2")).isEqualTo("<*> => <*>");
        assertThat(TextMask.mask("10.0.0.1 -> to 10.0.0.2")).isEqualTo("<*> -> to <*>");
    }

    @Test
    void theNamesOfMonthsAndDaysBelongToTheirNumberAndOtherCapitalsDoNot() {
        assertThat(TextMask.mask("on Jun 18")).isEqualTo("on <*>");
        assertThat(TextMask.mask("on jun 18")).isEqualTo("on jun <*>");
        assertThat(TextMask.mask("on Jan, May 18")).isEqualTo("on <*>");
        assertThat(TextMask.mask("Port 18")).isEqualTo("Port <*>");
    }
}
