package dev.hypercare.contract.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

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
