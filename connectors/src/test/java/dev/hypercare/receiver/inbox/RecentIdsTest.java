package dev.hypercare.receiver.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RecentIdsTest {
    @Test
    void tellsNothingOfTheIdAndIsNoLongerForALongOne() {
        String after =
                new RecentIds(10).add("jane@example.org" + "x".repeat(1000)).after();

        assertThat(after).hasSize(22).doesNotContain("jane");
    }

    @Test
    void aPlaceIsTheSegmentBeforeAndAfter() {
        RecentIds ids = new RecentIds(100);

        RecentIds.Place first = ids.add("a");
        RecentIds.Place second = ids.add("b");

        assertThat(first.before()).isEmpty();
        assertThat(second.before()).isEqualTo(first.after());
        assertThat(second.after()).startsWith(first.after());
    }

    /** Also when it goes on from what was stored, at any point and with another capacity. */
    @Property(tries = 200)
    void remembersAtLeastItsCapacityAndForgetsInTheEnd(
            @ForAll @IntRange(min = 1, max = 200) int capacity, @ForAll @IntRange(min = 0, max = 2000) int before) {
        RecentIds ids = new RecentIds(capacity);
        Map<Integer, RecentIds.Place> stored = new HashMap<>();
        for (int i = 0; i < before; i++) {
            RecentIds.Place place = ids.add("id " + i);
            stored.put(place.segment(), place);
        }

        RecentIds restored = new RecentIds(capacity);
        stored.forEach((segment, place) -> restored.restore(segment, place.first(), place.after()));

        for (int i = 0; i < before; i++) {
            assertThat(restored.contains("id " + i)).isEqualTo(ids.contains("id " + i));
            assertThat(ids.contains("id " + i) || i < before - capacity).isTrue();
        }
        for (int i = 0; i < 500; i++) {
            assertThat(restored.add("more " + i)).isEqualTo(ids.add("more " + i));
        }
        for (int i = 500 - capacity; i < 500; i++) {
            assertThat(restored.contains("more " + i)).isEqualTo(i >= 0);
        }
    }
}
