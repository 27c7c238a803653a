package dev.hypercare.bench.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.normalise.RawFormats;
import dev.hypercare.normalise.format.RawFormat;
import org.junit.jupiter.api.Test;

class ParserRunTest {
    @Test
    void everyFormatReadsItsSamplesAndHasAFigure() {
        for (RawFormat format : RawFormats.all()) {
            ParserResult result = new ParserRun(20, 4).measure(format);

            assertThat(result.format()).isEqualTo(format.name());
            assertThat(result.bytes()).isGreaterThan(100);
            assertThat(result.callsPerCoreSecond()).isPositive();
            assertThat(result.row()).hasSameSizeAs(ParserResult.HEADER);
        }
    }
}
