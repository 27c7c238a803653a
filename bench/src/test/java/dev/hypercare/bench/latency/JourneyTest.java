package dev.hypercare.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class JourneyTest {
    private static final long LATENESS = 500;
    private static final TopicPartition PARTITION = new TopicPartition("calls", 3);

    @Test
    void theHopsAddUpToTheTimeToTheSliceAndToTheAlert() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 1000; i++) {
            Journey journey = new Journey(1_000_000_000_000L + random.nextLong(10_000));
            long acknowledged = journey.endOfSlice() - 500 + random.nextLong(2000);
            long flushed = journey.endOfSlice() + LATENESS + random.nextLong(300);
            long closed = flushed + random.nextLong(300);
            journey.acknowledged(acknowledged);
            journey.closed(closed, journey.endOfSlice(), flushed);
            journey.alerted(closed + random.nextLong(300));
            long toSlice = sum(journey, Hop.SLICE, Hop.LATENESS, Hop.WATERMARK, Hop.CLOSE);
            assertThat(journey.took(Hop.TO_SLICE, LATENESS)).isEqualTo(toSlice);
            assertThat(journey.took(Hop.TO_ALERT, LATENESS)).isEqualTo(toSlice + journey.took(Hop.ALERT, LATENESS));
        }
    }

    @Test
    void aCallIsFollowedUntilEverythingWasSeenOfIt() {
        JourneyBook book = new JourneyBook();
        Journey journey = book.begin("api=a", 12_300);
        book.acknowledged(journey, PARTITION, 7, 12_305);
        book.committed(PARTITION, 7, 12_400);
        assertThat(journey.isRead()).isFalse();
        book.committed(PARTITION, 8, 12_420);
        book.alerted("api=a", 12_500);
        assertThat(journey.isAlerted()).as("an alert of a breach before").isFalse();
        book.closed("api=a", 12_000, 12_600, 12_700);
        assertThat(journey.isClosed()).as("by a slice before its own").isFalse();
        book.closed("api=a", 12_500, 13_100, 13_200);
        book.alerted("api=a", 13_300);
        assertThat(book.complete()).isEmpty();
        book.stored("api=a", 10_000, 20_900);
        assertThat(book.complete()).containsExactly(journey);
        assertThat(journey.inItsOwnSlice()).isTrue();

        Map<Hop, Spread> spreads = LatencyCell.spreads(book.complete(), LATENESS);
        assertThat(spreads.get(Hop.READ).at(0.5)).isEqualTo(115);
        assertThat(spreads.get(Hop.WATERMARK).at(0.5)).isEqualTo(100);
        assertThat(spreads.get(Hop.TO_ALERT).at(0.99)).isEqualTo(995);
        assertThat(spreads.get(Hop.TO_PANE).at(1)).isEqualTo(8595);
    }

    @Test
    void whatWasNotSeenToItsEndHasNoFigures() {
        assertThat(LatencyCell.spreads(List.of(), LATENESS)).isEmpty();
    }

    @Test
    void percentilesAreNearestRank() {
        Spread spread =
                Spread.of(LongStream.rangeClosed(1, 200).map(i -> 201 - i).toArray());
        assertThat(spread.at(0.5)).isEqualTo(100);
        assertThat(spread.at(0.99)).isEqualTo(198);
        assertThat(spread.at(1)).isEqualTo(200);
        assertThat(Spread.of(42).at(0.01)).isEqualTo(42);
        assertThat(spread.count()).isEqualTo(200);
    }

    private static long sum(Journey journey, Hop... hops) {
        return java.util.Arrays.stream(hops)
                .mapToLong(hop -> journey.took(hop, LATENESS))
                .sum();
    }
}
