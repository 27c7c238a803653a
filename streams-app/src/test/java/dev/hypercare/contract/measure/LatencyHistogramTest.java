package dev.hypercare.contract.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    private static final double[] PERCENTILES = {0.1, 1, 25, 50, 75, 90, 95, 99, 99.9, 100};

    @Property
    void everyPercentileIsWithinOnePercentOfTheExactNearestRank(@ForAll("someDurations") List<Long> durations) {
        LatencyHistogram histogram = histogram(durations);
        List<Long> sorted = durations.stream().sorted().toList();
        for (double percent : PERCENTILES) {
            int rank = Math.max(1, (int) Math.ceil(percent / 100 * sorted.size() - 1e-9));
            long exact = sorted.get(rank - 1);
            assertThat((double) Math.abs(histogram.percentile(percent) - exact)).isLessThanOrEqualTo(exact * 0.01);
        }
    }

    @Property(tries = 200)
    void agreesWithDdSketchWithinBothBounds(@ForAll("someDurations") List<Long> durations) {
        LatencyHistogram histogram = histogram(durations);
        DDSketch oracle = DDSketches.unboundedDense(0.001);
        durations.forEach(oracle::accept);
        for (double percent : PERCENTILES) {
            int rank = Math.max(1, (int) Math.ceil(percent / 100 * durations.size() - 1e-9));
            // The sketch rounds its rank down: a quarter more keeps it on ours whatever the division loses.
            double quantile = (rank - 0.75) / Math.max(1, durations.size() - 1);
            double expected = oracle.getValueAtQuantile(Math.min(1, quantile));
            assertThat(Math.abs(histogram.percentile(percent) - expected)).isLessThanOrEqualTo(expected * 0.011 + 1);
        }
    }

    @Property
    void mergingIsAssociativeCommutativeAndTheSameAsAddingAll(
            @ForAll("durations") List<Long> a, @ForAll("durations") List<Long> b, @ForAll("durations") List<Long> c) {
        LatencyHistogram left = merged(merged(histogram(a), histogram(b)), histogram(c));
        LatencyHistogram right = merged(histogram(c), merged(histogram(b), histogram(a)));
        LatencyHistogram all = histogram(a);
        b.forEach(all::add);
        c.forEach(all::add);
        assertThat(left).isEqualTo(right).isEqualTo(all);
    }

    /** Up to 24 values are a list, more are counts: nobody may be able to tell. */
    @Property
    void itDoesNotMatterWhetherValuesCameOneByOneInPartsOrDecoded(
            @ForAll("durations") List<Long> durations, @ForAll @IntRange(min = 1, max = 60) int part) {
        LatencyHistogram oneByOne = histogram(durations);
        LatencyHistogram parts = new LatencyHistogram();
        LatencyHistogram decodedParts = new LatencyHistogram();
        for (int from = 0; from < durations.size(); from += part) {
            LatencyHistogram next = histogram(durations.subList(from, Math.min(durations.size(), from + part)));
            parts.merge(next);
            decodedParts.mergeFrom(ByteBuffer.wrap(bytes(next)));
        }
        List<Integer> buckets = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        oneByOne.eachBucket((bucket, n) -> {
            buckets.add(bucket);
            counts.add(n);
        });
        LatencyHistogram fromRecord = LatencyHistogram.of(buckets, counts, oneByOne.sumMicros(), oneByOne.maxMicros());
        for (LatencyHistogram other : List.of(parts, decodedParts, copy(oneByOne), fromRecord)) {
            assertThat(other).isEqualTo(oneByOne);
            assertThat(bytes(other)).isEqualTo(bytes(oneByOne));
            assertThat(other.bucketsUsed()).isEqualTo(buckets.size());
            for (double percent : PERCENTILES) {
                assertThat(other.percentile(percent)).isEqualTo(oneByOne.percentile(percent));
            }
        }
    }

    @Test
    void countsMoreThanFitInto32Bits() {
        LatencyHistogram histogram = histogram(List.of(5L, 7L, 7L, 1_000L));
        for (int i = 0; i < 33; i++) {
            histogram.merge(copy(histogram));
        }
        long quarter = 1L << 33;
        assertThat(histogram.count()).isEqualTo(4 * quarter);
        assertThat(histogram.sumMicros()).isEqualTo(1_019 * quarter);
        assertThat(histogram.percentile(25)).isEqualTo(5);
        assertThat(histogram.percentile(75)).isEqualTo(7);
        assertThat(histogram.percentile(75.1)).isCloseTo(1_000, Offset.offset(10L));
        assertThat(copy(histogram)).isEqualTo(histogram);
        LatencyHistogram less = copy(histogram);
        less.subtract(histogram(List.of(7L)));
        assertThat(less.count()).isEqualTo(4 * quarter - 1);
        less.add(7);
        assertThat(BucketCounts.of(less)).isEqualTo(BucketCounts.of(histogram));
    }

    private static byte[] bytes(LatencyHistogram histogram) {
        BinaryWriter writer = new BinaryWriter();
        histogram.write(writer);
        return writer.toBytes();
    }

    private static LatencyHistogram copy(LatencyHistogram histogram) {
        LatencyHistogram copy = new LatencyHistogram();
        copy.mergeFrom(ByteBuffer.wrap(bytes(histogram)));
        return copy;
    }

    @Property
    void subtractingUndoesMergingButForTheMaximum(
            @ForAll("durations") List<Long> a, @ForAll("durations") List<Long> b) {
        LatencyHistogram both = merged(histogram(a), histogram(b));
        both.subtract(histogram(b));
        LatencyHistogram alone = histogram(a);
        assertThat(both.count()).isEqualTo(alone.count());
        assertThat(both.sumMicros()).isEqualTo(alone.sumMicros());
        assertThat(BucketCounts.of(both)).isEqualTo(BucketCounts.of(alone));
        assertThat((double) Math.abs(both.maxMicros() - alone.maxMicros()))
                .isLessThanOrEqualTo(Math.max(0, alone.maxMicros() * 0.016));
    }

    @Property
    void readsBackWhatItWrote(@ForAll("durations") List<Long> durations) {
        LatencyHistogram histogram = histogram(durations);
        BinaryWriter writer = new BinaryWriter();
        histogram.write(writer);
        LatencyHistogram copy = new LatencyHistogram();
        copy.mergeFrom(ByteBuffer.wrap(writer.toBytes()));
        assertThat(copy).isEqualTo(histogram);
    }

    @Property
    void everyValueLiesInItsBucketAndBucketsAdjoin(@ForAll @LongRange(min = 0, max = (1L << 40) - 1) long micros) {
        int bucket = LatencyHistogram.bucket(micros);
        assertThat(micros).isBetween(LatencyHistogram.low(bucket), LatencyHistogram.high(bucket));
        assertThat(LatencyHistogram.low(bucket + 1)).isEqualTo(LatencyHistogram.high(bucket) + 1);
    }

    @Property
    void theSumOfLogarithmsAddsUpAndIsAsExactAsTheBuckets(
            @ForAll("someDurations") List<Long> some, @ForAll("someDurations") List<Long> others) {
        LatencyHistogram all = merged(histogram(some), histogram(others));
        assertThat(all.logSum())
                .isEqualTo(histogram(some).logSum() + histogram(others).logSum());
        double exact = some.stream()
                .mapToDouble(micros -> Math.log(Math.max(1, micros)))
                .sum();
        assertThat((double) histogram(some).logSum() / LatencyHistogram.LOG_UNITS / some.size())
                .isCloseTo(exact / some.size(), within(0.01));
    }

    @Property(tries = 20)
    void durationsOfMoreThanTheLimitCountInTheLastBucket(@ForAll @LongRange(min = 1L << 40) long micros) {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.add(micros);
        assertThat(histogram.count()).isEqualTo(1);
        assertThat(histogram.percentile(50)).isEqualTo(micros);
    }

    @Provide
    Arbitrary<List<Long>> durations() {
        return spread().list().ofMaxSize(300).map(Collections::unmodifiableList);
    }

    @Provide
    Arbitrary<List<Long>> someDurations() {
        return spread().list().ofMinSize(1).ofMaxSize(400).map(Collections::unmodifiableList);
    }

    private static Arbitrary<Long> spread() {
        return Arbitraries.longs()
                .between(0, 40)
                .flatMap(bits -> Arbitraries.longs().between(0, (1L << bits) - 1));
    }

    private static LatencyHistogram histogram(List<Long> durations) {
        LatencyHistogram histogram = new LatencyHistogram();
        durations.forEach(histogram::add);
        return histogram;
    }

    private static LatencyHistogram merged(LatencyHistogram a, LatencyHistogram b) {
        a.merge(b);
        return a;
    }
}
