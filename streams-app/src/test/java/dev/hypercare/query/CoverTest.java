package dev.hypercare.query;

import static dev.hypercare.query.FakeKpis.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Kpis;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CoverTest {
    private static final String SERIES = "api=a";
    private static final long PANE = Resolution.PANE.millis();
    private final FakeKpis kpis = new FakeKpis();

    @Property(tries = 200)
    void mergedWindowsEqualTheMergeOfEveryCallInTheRange(
            @ForAll long seed,
            @ForAll @IntRange(max = 40_000) int fromPane,
            @ForAll @IntRange(min = 1, max = 40_000) int panes,
            @ForAll @IntRange(max = 60_000) int closedPane,
            @ForAll Resolution coarsest) {
        FakeKpis reader = new FakeKpis();
        reader.closedUpTo = START + closedPane * PANE;
        Random random = new Random(seed);
        for (int i = 0; i < 150; i++) {
            // Many calls near the edges of the range, some anywhere.
            long at = START
                    + switch (random.nextInt(3)) {
                        case 0 -> fromPane * PANE + random.nextInt(600_000) - 300_000;
                        case 1 -> (fromPane + panes) * PANE + random.nextInt(600_000) - 300_000;
                        default -> (long) (random.nextDouble() * 60_000 * PANE);
                    };
            reader.call(SERIES, at, random.nextInt(8) == 0 ? 503 : 200, (long) random.nextInt(2_000_000));
        }
        long from = START + fromPane * PANE;
        long to = from + panes * PANE;
        long kept = reader.closedUpTo - Resolution.PANE.kept().toMillis();
        if (from <= kept) {
            Assume.that(coarsest != Resolution.PANE);
            // Panes of that time are gone; the minutes are kept.
            from = Resolution.MINUTE.startOf(from);
            // So are those of the end, if its minute began then.
            to = Resolution.MINUTE.startOf(to) <= kept ? Cover.ceil(Resolution.MINUTE, to) : to;
        }
        List<Window> windows = Cover.of(reader::windows, SERIES, from, to, coarsest, reader.closedUpTo);
        assertThat(merged(windows)).isEqualTo(reader.naive(SERIES, from, to));
        assertThat(windows).extracting(Window::startMillis).isSorted().doesNotHaveDuplicates();
    }

    @Property(tries = 200)
    void panesAloneGiveTheSameWhileAllAreKept(
            @ForAll long seed,
            @ForAll @IntRange(max = 4000) int fromPane,
            @ForAll @IntRange(min = 1, max = 4000) int panes) {
        Random random = new Random(seed);
        kpis.closedUpTo = START + 8_000 * PANE;
        for (int i = 0; i < 100; i++) {
            kpis.call(SERIES, START + random.nextInt(8_000) * PANE, 200, (long) random.nextInt(100_000));
        }
        long from = START + fromPane * PANE;
        long to = from + panes * PANE;
        for (Resolution coarsest : Resolution.values()) {
            assertThat(merged(Cover.of(kpis::windows, SERIES, from, to, coarsest, kpis.closedUpTo)))
                    .isEqualTo(kpis.naive(SERIES, from, to));
        }
    }

    @Test
    void takesTheCoarsestWindowsInsideAndFinerOnesAtTheEdges() {
        for (long second = 0; second < 8000; second += 10) {
            kpis.call(SERIES, START + second * 1000, 200, 5L);
        }
        kpis.closedUpTo = START + 8_000_000;
        List<Window> windows =
                Cover.of(kpis::windows, SERIES, START + 30_000, START + 7_290_000, Resolution.DAY, kpis.closedUpTo);
        assertThat(windows)
                .extracting(w -> (w.startMillis() - START) / 1000)
                .containsExactly(
                        // panes, minutes, fives, an hour, fives of the hour that has not closed, minutes, panes
                        30L,
                        40L,
                        50L,
                        60L,
                        120L,
                        180L,
                        240L,
                        300L,
                        600L,
                        900L,
                        1200L,
                        1500L,
                        1800L,
                        2100L,
                        2400L,
                        2700L,
                        3000L,
                        3300L,
                        3600L,
                        7200L,
                        7260L,
                        7270L,
                        7280L);
    }

    @Test
    void readsFinerWindowsWhereTheCoarserOneHasNotClosed() {
        kpis.call(SERIES, START + 5_000, 200, 5L).call(SERIES, START + 65_000, 200, 5L);
        kpis.closedUpTo = START + 80_000;
        List<Window> windows = Cover.of(kpis::windows, SERIES, START, START + 300_000, Resolution.DAY, kpis.closedUpTo);
        assertThat(windows).extracting(w -> w.startMillis() - START).containsExactly(0L, 60_000L);
        assertThat(merged(windows).calls()).isEqualTo(2);
        assertThat(kpis.reads).containsExactly("5m@0-300", "1m@0-300", "panes@60-300");
    }

    @Test
    void doesNotReadWhatACoarserWindowHolds() {
        kpis.call(SERIES, START + 5_000, 200, 5L);
        kpis.closedUpTo = START + 3_600_000;
        Cover.of(kpis::windows, SERIES, START, START + 3_600_000, Resolution.DAY, kpis.closedUpTo);
        assertThat(kpis.reads).containsExactly("1h@0-3600");
    }

    @Test
    void doesNotLookForShorterWindowsWhereALongerOneThatHasClosedIsNot() {
        kpis.call(SERIES, START + 700_000, 200, 5L);
        kpis.closedUpTo = START + 910_000;
        List<Window> windows =
                Cover.of(kpis::windows, SERIES, START - 30_000, START + 930_000, Resolution.DAY, kpis.closedUpTo);
        assertThat(windows).extracting(w -> w.startMillis() - START).containsExactly(600_000L);
        assertThat(kpis.reads).containsExactly("5m@0-900", "panes@-30-0", "panes@900-930");
    }

    @Test
    void aRangeThatNothingIsKeptOfIsEmpty() {
        assertThat(Cover.of(kpis::windows, SERIES, START, START + 86_400_000, Resolution.DAY, kpis.closedUpTo))
                .isEmpty();
    }

    private static Kpis merged(List<Window> windows) {
        Kpis sum = new Kpis();
        windows.forEach(window -> sum.merge(window.kpis()));
        return sum;
    }
}
