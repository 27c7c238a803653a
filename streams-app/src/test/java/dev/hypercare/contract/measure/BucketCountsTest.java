package dev.hypercare.contract.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Against a plain map, with counts around the places where they no longer fit. */
class BucketCountsTest {
    private record Step(int bucket, long times) {}

    @Property(tries = 500)
    void holdsWhatAMapWouldHoldHoweverLargeCountsBecome(@ForAll("steps") List<Step> steps) {
        BucketCounts counts = new BucketCounts();
        Map<Integer, Long> expected = new TreeMap<>();
        for (Step step : steps) {
            if (step.times == 1) {
                counts.add(step.bucket);
            } else {
                counts.add(step.bucket, step.times);
            }
            expected.merge(step.bucket, step.times, Long::sum);
        }
        assertThat(content(counts)).isEqualTo(expected);
        assertThat(counts.used()).isEqualTo(expected.size());
        BinaryWriter written = new BinaryWriter();
        counts.write(written);
        ByteBuffer from = ByteBuffer.wrap(written.toBytes());
        Map<Integer, Long> read = new TreeMap<>();
        for (long bucket = 0; from.hasRemaining(); ) {
            bucket += BinaryWriter.readNumber(from);
            read.put((int) bucket, BinaryWriter.readNumber(from));
        }
        assertThat(read).isEqualTo(expected);
    }

    @Property(tries = 300)
    void mergingAddsAndTakesAway(@ForAll("steps") List<Step> one, @ForAll("steps") List<Step> other) {
        BucketCounts both = of(one);
        both.merge(of(other), 1);
        Map<Integer, Long> expected = new TreeMap<>(content(of(one)));
        content(of(other)).forEach((bucket, n) -> expected.merge(bucket, n, Long::sum));
        assertThat(content(both)).isEqualTo(expected);
        both.merge(of(other), -1);
        assertThat(both).isEqualTo(of(one)).hasSameHashCodeAs(of(one));
    }

    private static BucketCounts of(List<Step> steps) {
        BucketCounts counts = new BucketCounts();
        steps.forEach(step -> counts.add(step.bucket, step.times));
        return counts;
    }

    private static Map<Integer, Long> content(BucketCounts counts) {
        Map<Integer, Long> content = new TreeMap<>();
        counts.each(content::put);
        return content;
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Long> times =
                Arbitraries.of(1L, 1L, 1L, 2L, 254L, 255L, 256L, (1L << 31) - 2, (1L << 31) - 1, 1L << 33);
        return Combinators.combine(Arbitraries.integers().between(0, 900), times)
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }
}
