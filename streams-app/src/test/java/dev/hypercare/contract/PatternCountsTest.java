package dev.hypercare.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.measure.UnknownLayout;
import org.junit.jupiter.api.Test;

class PatternCountsTest {
    @Test
    void countsComeBackFromTheirBytesAndGoOn() {
        PatternCounts counts = new PatternCounts();
        counts.add("a", 3);
        counts.add("b", 1);
        PatternCounts again = PatternCounts.of(counts.toBytes());
        again.add("a", 4);
        assertThat(again.byId()).containsOnly(java.util.Map.entry("a", 7L), java.util.Map.entry("b", 1L));
    }

    @Test
    void beyondTheLimitCallsCountTogetherAndThoseWithAPlaceGoOn() {
        PatternCounts counts = new PatternCounts();
        for (int i = 0; i < PatternCounts.MOST + 50; i++) {
            counts.add("p" + i, 2);
        }
        counts.add("p0", 1);
        PatternCounts again = PatternCounts.of(counts.toBytes());
        assertThat(again.byId()).hasSize(PatternCounts.MOST + 1).containsEntry(PatternCounts.REST, 100L);
        assertThat(again.byId()).containsEntry("p0", 3L);
    }

    @Test
    void anotherLayoutIsRefused() {
        byte[] bytes = new PatternCounts().toBytes();
        bytes[0] = 9;
        assertThatThrownBy(() -> PatternCounts.of(bytes)).isInstanceOf(UnknownLayout.class);
    }
}
