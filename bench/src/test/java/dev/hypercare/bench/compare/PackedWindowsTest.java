package dev.hypercare.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hypercare.bench.data.SeriesBook;
import dev.hypercare.bench.data.TruthWindow;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedWindowsTest {
    private static final SeriesBook BOOK = new SeriesBook(10);
    private static final int PANE = 0;
    private static final int MINUTE = 1;

    private final PackedWindows windows = new PackedWindows(
            new Verification(List.of(new TruthWindow(3, 60_000, 300, 3, 50_000, 900, 880, 890)), BOOK));

    @Test
    void panesThatAddUpToATrueMinuteAreExact() {
        windows.take(window(PANE, 60_000, 100, 3, 20_000, 700));
        windows.take(window(MINUTE, 60_000, 300, 3, 50_000, 900));
        windows.take(window(PANE, 110_000, 200, 0, 30_000, 900));
        assertThat(windows.verdict()).isEqualTo(Verdict.EXACT);
    }

    @Test
    void aPaneThatIsMissingOrCameTwiceIsTold() {
        windows.take(window(PANE, 60_000, 100, 3, 20_000, 900));
        windows.take(window(MINUTE, 60_000, 300, 3, 50_000, 900));
        assertThat(windows.verdict().text())
                .contains("1 minutes that are not the sum of their panes", BOOK.api(3), "60000");
        windows.take(window(PANE, 110_000, 200, 0, 30_000, 900));
        assertThat(windows.verdict().right()).isTrue();
        windows.take(window(PANE, 110_000, 200, 0, 30_000, 900));
        assertThat(windows.verdict().right()).isFalse();
    }

    @Test
    void aMinuteThatIsUntrueIsToldThoughItsPanesAddUp() {
        windows.take(window(PANE, 60_000, 299, 3, 50_000, 900));
        windows.take(window(MINUTE, 60_000, 299, 3, 50_000, 900));
        assertThat(windows.verdict().text()).contains("calls 299 (true: 300)");
    }

    @Test
    void anotherRecordIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> windows.take("a line".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("kind 97");
    }

    private static byte[] window(int kind, long start, long calls, long failed, long sum, long max) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] name = BOOK.key(3).getBytes(StandardCharsets.UTF_8);
        bytes.write(kind);
        number(name.length, bytes);
        bytes.writeBytes(name);
        number(start, bytes);
        for (int i = 0; i < 15; i++) {
            number(i == 3 ? 885 : 7, bytes);
        }
        number(12, bytes); // consumers
        number(calls, bytes);
        number(0, bytes);
        number(failed, bytes);
        for (int i = 3; i < 13; i++) {
            number(i == 3 ? 0 : 10 * calls, bytes);
        }
        number(calls, bytes);
        number(sum, bytes);
        number(max, bytes);
        bytes.write(99); // what follows is not looked at
        return bytes.toByteArray();
    }

    private static void number(long value, ByteArrayOutputStream to) {
        long rest = value;
        while (rest > 127) {
            to.write((int) (rest | 0x80));
            rest >>>= 7;
        }
        to.write((int) rest);
    }
}
