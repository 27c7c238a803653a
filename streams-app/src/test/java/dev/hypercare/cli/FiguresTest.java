package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void writesNumbersForPeople() {
        assertThat(Figures.count(1234567)).isEqualTo("1,234,567");
        assertThat(Figures.percent(1, 400)).isEqualTo("0.25");
        assertThat(Figures.percent(0, 0)).isEqualTo("-");
        assertThat(Figures.rate(0.0167)).isEqualTo("0.02");
        assertThat(Figures.rate(41.23)).isEqualTo("41.2");
        assertThat(Figures.rate(12345)).isEqualTo("12,345");
        assertThat(Figures.millis(0.834)).isEqualTo("0.83");
        assertThat(Figures.millis(1600)).isEqualTo("1,600");
        assertThat(Figures.figure(1200)).isEqualTo("1,200");
        assertThat(Figures.figure(0.0213)).isEqualTo("0.02130");
    }

    @Test
    void writesDurationsWithTheUnitThatFits() {
        assertThat(Figures.duration(-1)).isEqualTo("-");
        assertThat(Figures.duration(830)).isEqualTo("830 us");
        assertThat(Figures.duration(23_400)).isEqualTo("23.4 ms");
        assertThat(Figures.duration(1_600_000)).isEqualTo("1.60 s");
    }

    @Test
    void saysNothingInTheFirstTwoSecondsAndThenNowAndThen() {
        StringWriter text = new StringWriter();
        long[] now = {0};
        Progress progress = new Progress(new PrintWriter(text), false, () -> now[0]);
        for (long millis = 0; millis <= 12_500; millis += 100) {
            now[0] = millis * 1_000_000;
            long at = millis;
            progress.report(() -> at + " ms");
        }
        progress.done();
        assertThat(text.toString().lines()).containsExactly("2000 ms", "7000 ms", "12000 ms");
    }

    @Test
    void onATerminalProgressIsOneLineThatGoesAwayAgain() {
        StringWriter text = new StringWriter();
        long[] now = {0};
        Progress progress = new Progress(new PrintWriter(text), true, () -> now[0]);
        now[0] = 2_000_000_000L;
        progress.report(() -> "100 lines");
        now[0] = 2_500_000_000L;
        progress.report(() -> "99 lines");
        progress.done();
        assertThat(text.toString()).isEqualTo("\r100 lines\r99 lines \r" + " ".repeat(8) + "\r");
    }

    @Test
    void aPaceHoldsBackWhatIsTooEarly() {
        long[] now = {0};
        Pace pace = new Pace(500, () -> now[0]);
        assertThat(pace.waitFor(0)).isZero();
        assertThat(pace.waitFor(500)).isEqualTo(1_000_000_000L);
        now[0] = 1_500_000_000L;
        assertThat(pace.waitFor(500)).isNegative();
        assertThat(new Pace(0, () -> now[0]).waitFor(1_000_000)).isZero();
    }
}
