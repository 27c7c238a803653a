package dev.hypercare.bench.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.SplittableRandom;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class OpenPanesTest {
    private final SplittableRandom random = new SplittableRandom(3);
    private final WindowWriter writer = new WindowWriter();
    private final FullTotals all = new FullTotals();

    @Test
    void aMinuteIsTheSumOfItsPanesAlsoAfterACheckpoint() throws IOException {
        OpenPanes panes = new OpenPanes();
        for (long start = 60_000; start < 140_000; start += 10_000) {
            assertThat(panes.add(start, part(start < 120_000))).isTrue();
            assertThat(panes.add(start, part(start < 120_000))).isFalse();
        }
        for (long start = 60_000; start < 120_000; start += 10_000) {
            assertThat(panes.closePane("a\tb\tGET", start, writer)).startsWith(WindowWriter.PANE, 7, 'a', '\t', 'b');
            assertThat(panes.closePane("a\tb\tGET", start, writer)).isNull();
            panes = restored(panes);
        }
        byte[] minute = panes.closeMinute("a\tb\tGET", 60_000, writer);
        WindowWriter expected = new WindowWriter();
        PackedBytes packed = new PackedBytes();
        all.write(packed);
        expected.add(packed.copy(), 0);
        byte[] truth = expected.write(WindowWriter.MINUTE, "a\tb\tGET", 60_000);
        assertThat(minute).isNotNull();
        // Statuses and consumers stand in the order in which they came, so that not all bytes are the same.
        assertThat(minute).hasSameSizeAs(truth).startsWith(java.util.Arrays.copyOf(truth, 60));
        assertThat(panes.closedSize).isZero();
        assertThat(panes.isEmpty()).isFalse();
        assertThat(panes.closePane("a\tb\tGET", 120_000, writer)).isNotNull();
        assertThat(panes.closePane("a\tb\tGET", 130_000, writer)).isNotNull();
        assertThat(panes.closeMinute("a\tb\tGET", 120_000, writer)).isNotNull();
        assertThat(panes.isEmpty()).isTrue();
    }

    @Test
    void aCopyStaysWhenTheOtherGoesOn() {
        OpenPanes panes = new OpenPanes();
        panes.add(0, part(true));
        OpenPanes copy = panes.copy();
        panes.closePane("s", 0, writer);
        assertThat(copy.size).isEqualTo(1);
        assertThat(copy.closedSize).isZero();
        assertThat(copy.closePane("s", 0, writer)).isNotNull();
    }

    @Test
    void aMinuteEndsAfterItsLastPane() {
        assertThat(OpenPanes.minuteOf(119_999)).isEqualTo(60_000);
        assertThat(OpenPanes.lastOfMinute(60_000)).isEqualTo(119_999);
    }

    private byte[] part(boolean ofTheMinute) {
        FullTotals part = new FullTotals();
        for (int i = 0; i < 20; i++) {
            CallBytes call = RandomCall.call(random);
            part.add(call);
            if (ofTheMinute) {
                all.add(call);
            }
        }
        PackedBytes packed = new PackedBytes();
        part.write(packed);
        return packed.copy();
    }

    private static OpenPanes restored(OpenPanes panes) throws IOException {
        DataOutputSerializer to = new DataOutputSerializer(64);
        OpenPanesSerializer.INSTANCE.serialize(panes, to);
        return OpenPanesSerializer.INSTANCE.deserialize(new DataInputDeserializer(to.getCopyOfBuffer()));
    }
}
