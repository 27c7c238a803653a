package dev.hypercare.contract.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DistinctCountTest {
    @Example
    void upTo128AreCountedExactlyHoweverOftenTheyCome() {
        DistinctCount count = new DistinctCount();
        for (int i = 1; i <= DistinctCount.EXACT; i++) {
            for (int again = 0; again < i; again++) {
                count.add(hash("consumer-" + again));
            }
            assertThat(count.estimate()).isEqualTo(i);
        }
    }

    @Property
    void upToThatManyItCountsTheDifferentTokens(@ForAll("few") List<Long> hashes) {
        assertThat(counted(hashes).estimate())
                .isEqualTo(hashes.stream()
                        .map(UltraLogLog::computeToken)
                        .distinct()
                        .count());
    }

    @Property(tries = 300)
    void whatItWritesDependsOnlyOnWhatWasAdded(@ForAll("hashes") List<Long> hashes, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] inOrder = written(counted(hashes));
        List<Long> shuffled = new ArrayList<>(hashes);
        Collections.shuffle(shuffled, random);
        List<DistinctCount> parts = new ArrayList<>();
        shuffled.forEach(hash -> {
            if (parts.isEmpty() || random.nextInt(40) == 0) {
                parts.add(new DistinctCount());
            }
            parts.get(random.nextInt(parts.size())).add(hash);
            parts.get(parts.size() - 1).add(hash);
        });
        while (parts.size() > 1) {
            DistinctCount part = parts.remove(random.nextInt(parts.size()));
            DistinctCount into = parts.get(random.nextInt(parts.size()));
            if (random.nextBoolean()) {
                into.merge(part);
            } else {
                into.mergeFrom(ByteBuffer.wrap(written(part)));
            }
        }
        DistinctCount merged = parts.isEmpty() ? new DistinctCount() : parts.get(0);
        assertThat(written(merged)).isEqualTo(inOrder);
        assertThat(merged).isEqualTo(counted(hashes)).hasSameHashCodeAs(counted(hashes));
        assertThat(merged.estimate()).isEqualTo(counted(hashes).estimate());
    }

    @Property(tries = 300)
    void mergingIsAssociativeCommutativeAndIdempotent(
            @ForAll("hashes") List<Long> a, @ForAll("hashes") List<Long> b, @ForAll("hashes") List<Long> c) {
        DistinctCount left = merged(merged(counted(a), counted(b)), counted(c));
        DistinctCount right = merged(counted(c), merged(counted(b), counted(a)));
        assertThat(left).isEqualTo(right);
        assertThat(merged(left, left)).isEqualTo(right);
        assertThat(merged(left, counted(b))).isEqualTo(right);
    }

    @Property(tries = 300)
    void readsBackWhatItWroteAndNoFurther(@ForAll("hashes") List<Long> hashes) {
        byte[] bytes = written(counted(hashes));
        ByteBuffer from = ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length + 3));
        DistinctCount copy = new DistinctCount();
        copy.mergeFrom(from);
        assertThat(copy).isEqualTo(counted(hashes));
        assertThat(from.remaining()).isEqualTo(3);
    }

    @Property(tries = 300)
    void aClearedOneIsAsNew(@ForAll("hashes") List<Long> before, @ForAll("hashes") List<Long> after) {
        DistinctCount count = counted(before);
        count.clear();
        assertThat(count.isEmpty()).isTrue();
        assertThat(count).isEqualTo(new DistinctCount());
        after.forEach(count::add);
        assertThat(written(count)).isEqualTo(written(counted(after)));
    }

    @Property(tries = 3000)
    void badBytesAreRefusedAndChangeNothing(@ForAll("hashes") List<Long> hashes, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = written(counted(hashes));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            bytes[random.nextInt(random.nextBoolean() ? bytes.length : 1)] = (byte) random.nextInt();
        }
        ByteBuffer from = ByteBuffer.wrap(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
        DistinctCount count = counted(List.of(seed));
        try {
            count.mergeFrom(from);
        } catch (IllegalArgumentException e) {
            assertThat(count).isEqualTo(counted(List.of(seed)));
            assertThat(from.position()).isZero();
            return;
        }
        assertThat(count.estimate()).isPositive();
    }

    @Example
    void manyAreCountedWithAnErrorOfAboutThreePercent() {
        double squares = 0;
        int runs = 0;
        for (int different : new int[] {129, 500, 2_000, 10_000, 100_000}) {
            for (int run = 0; run < 20; run++) {
                DistinctCount count = new DistinctCount();
                for (int i = 0; i < different; i++) {
                    count.add(hash("consumer-" + run + "-" + i));
                }
                double error = (double) count.estimate() / different - 1;
                assertThat(Math.abs(error)).as(different + " in run " + run).isLessThan(0.09);
                squares += error * error;
                runs++;
            }
        }
        assertThat(Math.sqrt(squares / runs)).isLessThan(0.03);
    }

    @Property
    void theHashIsTheFingerprintThatOthersKnow(@ForAll String name, @ForAll("few") List<Long> noise) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int start = noise.size();
        byte[] padded = new byte[start + bytes.length + 2];
        System.arraycopy(bytes, 0, padded, start, bytes.length);
        assertThat(DistinctCount.hash(padded, start, bytes.length))
                .isEqualTo(Hashing.farmHashFingerprint64().hashBytes(bytes).asLong());
    }

    @Example
    void theHashIsPartOfTheBinaryFormAndStaysWhatItIs() {
        assertThat(Long.toHexString(hash("team-checkout"))).isEqualTo("b5b4dd8df6aa3d9b");
    }

    @Example
    void aSketchOfTheWrongSizeIsNamed() {
        BinaryWriter writer = new BinaryWriter();
        writer.number(-1);
        writer.block(new byte[512]);
        assertThatThrownBy(() -> new DistinctCount().mergeFrom(ByteBuffer.wrap(writer.toBytes())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a sketch of 512 bytes (expected: 1024)");
    }

    @Provide
    Arbitrary<List<Long>> few() {
        return Arbitraries.longs().list().ofMaxSize(DistinctCount.EXACT);
    }

    /** Few and many, around the border, with repetitions and with hashes of extreme bits. */
    @Provide
    Arbitrary<List<Long>> hashes() {
        Arbitrary<Long> hash = Arbitraries.longs()
                .between(0, Long.MAX_VALUE)
                .flatMap(seed ->
                        Arbitraries.integers().between(0, 63).map(bits -> new Random(seed).nextLong() >>> bits));
        Arbitrary<Long> spread = Arbitraries.randomValue(Random::nextLong);
        return Arbitraries.oneOf(
                hash.list().ofMaxSize(20),
                spread.list().ofMinSize(120).ofMaxSize(140),
                Arbitraries.oneOf(hash, spread).list().ofMaxSize(600));
    }

    private static long hash(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return DistinctCount.hash(bytes, 0, bytes.length);
    }

    private static DistinctCount counted(List<Long> hashes) {
        DistinctCount count = new DistinctCount();
        hashes.forEach(count::add);
        return count;
    }

    private static DistinctCount merged(DistinctCount a, DistinctCount b) {
        a.merge(b);
        return a;
    }

    private static byte[] written(DistinctCount count) {
        BinaryWriter writer = new BinaryWriter();
        count.write(writer);
        return writer.toBytes();
    }
}
