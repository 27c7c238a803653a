package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.CallFigures;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.UnknownLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What {@link Packs} writes, {@link Pack} reads. */
class PacksTest {
    private static final long START = 1_800_000_000_000L;
    private static final int PARTITIONS = 3;
    private static final int SOURCE = 5;

    private record Handed(int partition, byte[] pack) {}

    private final List<Handed> handed = new ArrayList<>();
    private final Packs packs =
            new Packs(SOURCE, PARTITIONS, START, (partition, pack) -> handed.add(new Handed(partition, pack)));

    @Property(tries = 200)
    void everyCellIsReadBackInThePartitionOfItsSeries(@ForAll long seed, @ForAll @IntRange(max = 60) int series) {
        roundTrip(new Random(seed), series, 5);
        assertThat(handed).hasSizeLessThanOrEqualTo(PARTITIONS);
    }

    @Test
    void aFlushThatIsTooLargeForARecordIsHandedOnInSeveralOfWhichTheLastTellsTheNewTime() {
        roundTrip(new Random(3), 4_000, 120);
        assertThat(handed).hasSizeGreaterThan(2 * PARTITIONS);
        assertThat(handed).allMatch(each -> each.pack().length < 300 * 1024);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<Long> times = new ArrayList<>();
            for (Handed each : handed) {
                if (each.partition() == partition) {
                    times.add(new Pack(each.pack()).watermark());
                }
            }
            assertThat(times.subList(0, times.size() - 1)).containsOnly(START);
            assertThat(times.get(times.size() - 1)).isEqualTo(START + 9_000);
        }
    }

    @Test
    void timeAloneIsToldToEveryPartitionWhenItComesToAnotherSlice() {
        packs.close(START + 499);
        assertThat(handed).isEmpty();
        packs.close(START + 500);
        assertThat(handed).extracting(Handed::partition).containsExactly(0, 1, 2);
        Pack pack = new Pack(handed.get(0).pack());
        assertThat(pack.next()).isFalse();
        assertThat(pack.watermark()).isEqualTo(START + 500);
        assertThat(pack.source()).isEqualTo(SOURCE);
    }

    @Test
    void readsStartsInSecondsAsLayout2ToldThem() {
        Kpis kpis = kpis(new Random(1), 3);
        BinaryWriter block = new BinaryWriter();
        kpis.write(block);
        BinaryWriter two = new BinaryWriter();
        two.raw(2);
        two.number(7);
        two.number(START);
        two.text("api=pay");
        two.number(2 << 1 | 1);
        two.number(START / 1_000);
        two.number(0);
        two.block(block);
        two.number(-1);
        two.number(20);
        two.block(block);
        assertThat(cells(0, two.toBytes()))
                .containsExactly(
                        cell(0, "api=pay", START, Cells.IN_TIME, true, kpis),
                        cell(0, "api=pay", START - 1_000, START + 19_000, true, kpis));
    }

    @Test
    void readsLayout1() {
        Kpis kpis = kpis(new Random(1), 3);
        BinaryWriter one = new BinaryWriter();
        one.raw(1);
        one.number(7);
        one.number(START);
        one.number(2);
        for (int late = 0; late < 2; late++) {
            one.text("api=pay" + late);
            one.number(START - 1_000 * late);
            one.raw(late);
            kpis.write(one);
        }
        assertThat(cells(0, one.toBytes()))
                .containsExactly(
                        cell(0, "api=pay0", START, Cells.IN_TIME, true, kpis),
                        cell(0, "api=pay1", START - 1_000, Pack.LATE_SOME_TIME, true, kpis));
        assertThat(new Pack(one.toBytes()).source()).isEqualTo(7);
        assertThat(new Pack(one.toBytes()).watermark()).isEqualTo(START);
    }

    @Test
    void refusesALayoutThatItDoesNotKnow() {
        packs.close(START + 1_000);
        byte[] pack = handed.get(0).pack();
        pack[0] = 4;
        assertThatThrownBy(() -> new Pack(pack))
                .isInstanceOf(UnknownLayout.class)
                .hasMessageContaining("layout 4");
        pack[0] = 0;
        assertThatThrownBy(() -> new Pack(pack)).isInstanceOf(UnknownLayout.class);
    }

    private void roundTrip(Random random, int series, int calls) {
        handed.clear();
        List<String> given = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            int partition = random.nextInt(PARTITIONS);
            boolean sliced = random.nextBoolean();
            List<String> values = List.of("päy=" + i);
            Series name = Series.of(List.of("api"), values);
            Finest.Target target = new Finest.Target(values, name, partition, false, sliced, false);
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                long start = START + 500L * (random.nextInt(200) - 100);
                boolean late = random.nextInt(3) == 0;
                target.cells()
                        .at(start, late ? start + 500L * (1 + random.nextInt(90_000)) : Cells.IN_TIME)
                        .merge(kpis(random, calls));
            }
            for (Cells.Cell cell = target.cells().newest(); cell != null; cell = cell.older()) {
                given.add(cell(partition, name.text(), cell.start(), cell.correctedAt(), sliced, cell.kpis()));
            }
            packs.add(target);
        }
        packs.close(START + 9_000);
        List<String> read = new ArrayList<>();
        for (Handed each : handed) {
            assertThat(new Pack(each.pack()).source()).isEqualTo(SOURCE);
            read.addAll(cells(each.partition(), each.pack()));
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(given);
    }

    private static List<String> cells(int partition, byte[] bytes) {
        List<String> cells = new ArrayList<>();
        Pack pack = new Pack(bytes);
        while (pack.next()) {
            String series = new String(pack.bytes(), pack.seriesStart(), pack.seriesLength(), StandardCharsets.UTF_8);
            Kpis kpis = Kpis.read(ByteBuffer.wrap(pack.bytes()).position(pack.kpisStart()));
            cells.add(cell(partition, series, pack.slice(), pack.correctedAt(), pack.sliced(), kpis));
        }
        return cells;
    }

    private static String cell(int partition, String series, long start, long correctedAt, boolean sliced, Kpis kpis) {
        return partition + " " + series + " " + start + " " + correctedAt + " " + sliced + " "
                + HexFormat.of().formatHex(kpis.toBytes());
    }

    private static Kpis kpis(Random random, int calls) {
        Kpis kpis = new Kpis();
        for (int i = 0; i < calls; i++) {
            kpis.add(CallFigures.of(
                    Calls.call("pay", "/", random.nextBoolean() ? 200 : 503, START, random.nextInt(9_000_000)), false));
        }
        return kpis;
    }
}
