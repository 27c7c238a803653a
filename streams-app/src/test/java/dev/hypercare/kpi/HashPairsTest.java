package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class HashPairsTest {
    /** First hashes of few values, so that places collide. */
    @Property(tries = 300)
    void answersAsAHashSetDoes(@ForAll @Size(max = 900) List<@IntRange(max = 1_000) Integer> steps) {
        HashPairs pairs = new HashPairs();
        Set<Integer> set = new HashSet<>();
        for (int step : steps) {
            long first = (long) (1 + step % 7) << 40 | step % 3;
            assertThat(pairs.has(first, step)).isEqualTo(set.contains(step));
            assertThat(pairs.add(first, step)).isEqualTo(set.add(step));
            assertThat(pairs.size()).isEqualTo(set.size());
        }
        for (int step = 0; step <= 1_000; step++) {
            assertThat(pairs.has((long) (1 + step % 7) << 40 | step % 3, step)).isEqualTo(set.contains(step));
        }
    }

    @Property(tries = 20)
    void zeroIsAHashAsAnyOther(@ForAll long second) {
        HashPairs pairs = new HashPairs();
        assertThat(pairs.has(0, second)).isFalse();
        assertThat(pairs.add(0, second)).isTrue();
        assertThat(pairs.has(0, second)).isTrue();
        assertThat(pairs.has(0, second + 1)).isFalse();
    }
}
