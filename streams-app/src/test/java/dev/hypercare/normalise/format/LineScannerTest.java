package dev.hypercare.normalise.format;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class LineScannerTest {
    @Test
    void takesALineApartFromLeftToRight() {
        LineScanner line = new LineScanner("[a b] \"GET \\\"x\\\"\" 200 time=\"0.1, 0.2\" id=7 - end=");

        assertThat(line.bracketed()).isEqualTo("a b");
        assertThat(line.name()).isNull();
        assertThat(line.next()).isEqualTo("GET \\\"x\\\"");
        assertThat(line.word()).isEqualTo("200");
        assertThat(line.name()).isEqualTo("time");
        assertThat(line.value()).isEqualTo("0.1, 0.2");
        assertThat(line.name()).isEqualTo("id");
        assertThat(line.value()).isEqualTo("7");
        assertThat(line.name()).isNull();
        assertThat(line.next()).isEqualTo("-");
        assertThat(line.name()).isEqualTo("end");
        assertThat(line.value()).isEmpty();
        assertThat(line.atEnd()).isTrue();
        assertThat(line.next()).isNull();
    }

    @Test
    void findsTheNextTextInQuotesWhateverStandsBefore() {
        LineScanner line = new LineScanner("0/0 {a b|c} \"GET / HTTP/1.1");

        assertThat(line.word()).isEqualTo("0/0");
        assertThat(line.nextQuoted()).isEqualTo("GET / HTTP/1.1");
        assertThat(line.nextQuoted()).isNull();
    }

    @Property
    void comesToTheEndOfEveryLine(
            @ForAll @Chars({'"', '\\', '=', ' ', '[', ']', '\t'}) @CharRange(from = 'a', to = 'c') String text) {
        LineScanner line = new LineScanner(text);
        int pieces = 0;
        while (!line.atEnd()) {
            pieces++;
            assertThat(pieces).isLessThanOrEqualTo(text.length());
            if (line.name() == null) {
                line.next();
            } else {
                line.value();
            }
        }
    }
}
