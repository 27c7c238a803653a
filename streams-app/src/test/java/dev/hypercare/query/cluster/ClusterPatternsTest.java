package dev.hypercare.query.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.measure.UnknownLayout;
import dev.hypercare.query.Freshness;
import dev.hypercare.query.PatternPart;
import dev.hypercare.query.PatternQuestion;
import dev.hypercare.query.cluster.Gathered.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ClusterPatternsTest {
    private static final long NOW = 1_000_000;
    private final PatternForm form = new PatternForm();

    @Property(tries = 100)
    void whatArrivesIsWhatWasSent(@ForAll long seed) {
        Random random = new Random(seed);
        PatternQuestion question = new PatternQuestion(
                random.nextBoolean() ? null : "zahlung-ä", random.nextLong(NOW), random.nextLong(NOW));
        assertThat(form.question(form.question(question))).isEqualTo(question);
        PatternPart part = anyPart(random);
        assertThat(form.answer(form.answer(part))).isEqualTo(part);
    }

    @Property(tries = 100)
    void partsMakeTheSameWholeInAnyOrder(@ForAll long seed) {
        Random random = new Random(seed);
        List<PatternPart> parts = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            parts.add(anyPart(random));
        }
        PatternPart whole = PatternPart.of(parts);
        Collections.shuffle(parts, random);
        assertThat(PatternPart.of(parts)).isEqualTo(whole);
        assertThat(calls(whole))
                .isEqualTo(parts.stream().mapToLong(ClusterPatternsTest::calls).sum());
    }

    @Test
    void thePartThatIsLeastFarSaysHowFarAllAreCounted() {
        PatternPart nothing = new PatternPart(PatternPart.NOTHING, Map.of());
        assertThat(PatternPart.of(List.of(nothing, part(NOW), part(NOW - 10))).countedUpTo())
                .isEqualTo(NOW - 10);
        assertThat(PatternPart.of(List.of(nothing, nothing))).isEqualTo(nothing);
    }

    @Test
    void aCopyIsStaleByWhatItIsBehind() {
        assertThat(freshness(new Part<>(0, false, part(NOW)), new Part<>(1, false, part(NOW - 60_000))))
                .isEqualTo(Freshness.FRESH);
        assertThat(freshness(new Part<>(0, false, part(NOW)), new Part<>(1, true, part(NOW - 60_000))))
                .isEqualTo(Freshness.behind(60_000L));
        assertThat(freshness(new Part<>(0, true, part(PatternPart.NOTHING)))).isEqualTo(Freshness.behind(null));
    }

    @Test
    void theFormOfAnotherVersionIsRefused() {
        byte[] bytes = form.answer(part(NOW));
        bytes[0] = 2;
        assertThatThrownBy(() -> form.answer(bytes))
                .isInstanceOf(UnknownLayout.class)
                .hasMessageContaining("answers for counts of patterns");
    }

    @SafeVarargs
    private static Freshness freshness(Part<PatternPart>... parts) {
        return ClusterPatterns.freshness(new Gathered<>(List.of(parts), List.of()));
    }

    private static PatternPart part(long countedUpTo) {
        return new PatternPart(countedUpTo, Map.of("pay", Map.of("a", 1L)));
    }

    private static PatternPart anyPart(Random random) {
        Map<String, Map<String, Long>> calls = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Map<String, Long> byId = calls.computeIfAbsent("api-" + random.nextInt(4), unseen -> new TreeMap<>());
            byId.put("id" + random.nextInt(5), random.nextLong(1L << 40));
        }
        return new PatternPart(random.nextLong(NOW), calls);
    }

    private static long calls(PatternPart part) {
        return part.calls().values().stream()
                .flatMap(byId -> byId.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }
}
