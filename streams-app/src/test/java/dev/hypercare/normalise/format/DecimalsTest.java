package dev.hypercare.normalise.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    @ParameterizedTest
    @CsvSource({
        "0.734, 6, 734000",
        "1763719200.123, 3, 1763719200123",
        "411.00001335144, 3, 411000",
        "0.0004999, 3, 0",
        "0.0005, 3, 1",
        "-3.5, 3, -3500",
        "+2, 0, 2",
        ".5, 1, 5",
        "7., 1, 70",
        "1.5e3, 0, 1500",
        "2E-3, 6, 2000",
    })
    void readsDecimalsExactly(String text, int decimals, long expected) {
        assertThat(read(text, decimals)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "1.2.3",
                "abc",
                "1 2",
                "0x10",
                "NaN",
                "Infinity",
                "1e",
                "e5",
                "1e999999999",
                "--1",
                "٣",
                "99999999999999999999"
            })
    void refusesWhatIsNoNumberOrTooBig(String text) {
        assertThat(read(text, 0)).isEqualTo(Decimals.INVALID);
    }

    @Property
    void agreesWithBigDecimal(
            @ForAll @BigRange(min = "-100000000000", max = "100000000000") BigDecimal value,
            @ForAll @IntRange(max = 6) int decimals) {
        String plain = value.toPlainString();
        long expected = value.abs()
                        .movePointRight(decimals)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact()
                * value.signum();
        assertThat(read(plain, decimals)).isEqualTo(expected);
    }

    @Property
    void isTotal(
            @ForAll @Chars({'.', 'e', 'E', '-', '+'}) @CharRange(from = '0', to = '9') @StringLength(max = 40)
                    String text) {
        long value = read(text, 6);
        assertThat(value == Decimals.INVALID || Math.abs(value) >= 0).isTrue();
    }

    private static long read(String text, int decimals) {
        char[] padded = ("x" + text + "7").toCharArray();
        return Decimals.read(padded, 1, 1 + text.length(), decimals);
    }
}
