package dev.hypercare.patterns.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TemplateMinerTest {
    private static final MiningLimits FEW = new MiningLimits(8, 12, 0.25, 600_000);

    private TemplateMiner miner = new TemplateMiner(MiningLimits.USUAL);

    @Test
    void messagesThatDifferInNumbersAreOneTemplate() {
        Mined first = mine("timeout after 30 ms calling order 17");
        Mined second = mine("timeout after 2500 ms calling order 4711");
        assertThat(first.isNew()).isTrue();
        assertThat(second).isEqualTo(new Mined(first.id(), "timeout after <*> calling order <*>", false, List.of()));
        assertThat(first.id()).hasSize(16).matches("[0-9a-f]+");
    }

    @Test
    void aWordAfterOneThatAnnouncesANameIsAParameterAndTheIdStays() {
        Mined ann = mine("session closed for user ann today");
        Mined bob = mine("session closed for user bob today");
        assertThat(bob).isEqualTo(new Mined(ann.id(), "session closed for user <*> today", false, List.of()));
        assertThat(mine("session closed for user zoe today").id()).isEqualTo(ann.id());
    }

    @Test
    void whatStandsAfterAnEqualsSignIsAParameter() {
        String id = mine("lock acquired name=alpha mode=shared").id();
        assertThat(mine("lock acquired name=beta mode=exclusive").id()).isEqualTo(id);
        assertThat(mine("lock acquired name=gamma mode=shared").template())
                .isEqualTo("lock acquired name=<*> mode=<*>");
    }

    @Test
    void wordsOfASmallSetTellMessagesApart() {
        List<String> ids = new ArrayList<>();
        for (String word : List.of("start", "stop", "pause", "resume")) {
            ids.add(mine("could not " + word + " the payment service again").id());
        }
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void manyWordsAtOnePlaceAreAParameterAndTheTemplatesJoin() {
        List<String> words = List.of("ant", "bee", "cat", "dog", "eel", "fox", "gnu", "hen", "owl");
        Map<String, Mined> mined = new HashMap<>();
        words.forEach(word -> mined.put(word, mine("the quick " + word + " jumps over the lazy dog")));
        List<Mined> joins =
                mined.values().stream().filter(one -> !one.joined().isEmpty()).toList();
        assertThat(joins).singleElement().satisfies(join -> {
            assertThat(join.isNew()).isFalse();
            assertThat(join.template()).isEqualTo("the quick <*> jumps over the lazy dog");
            assertThat(join.joined()).isSorted().doesNotContain(join.id());
            assertThat(mined.values())
                    .allSatisfy(one -> assertThat(miner.current(one.id())).isEqualTo(join.id()));
        });
        assertThat(miner.size()).isEqualTo(1);
    }

    @Test
    void whatTheNewMessageSaysIsNotLostWhenNothingIsLeftToLearn() {
        MiningLimits one = new MiningLimits(1, 80, 0, 1000);
        miner = new TemplateMiner(one);
        mine("first message of all");
        Mined other = mine("second message which has no place");
        assertThat(other.id()).isEqualTo(TemplateMiner.OTHER);
        assertThat(mine("first message of all").id()).isNotEqualTo(TemplateMiner.OTHER);
        assertThat(miner.rows())
                .filteredOn(row -> row.id().equals(TemplateMiner.OTHER))
                .singleElement()
                .satisfies(row -> assertThat(row.lines()).isEqualTo(1));
    }

    @Test
    void theTemplateThatWasNotUsedForLongestMakesPlace() {
        miner = new TemplateMiner(new MiningLimits(2, 80, 1, 1000));
        String old = miner.mine("alpha went away", 10).id();
        String used = miner.mine("beta stayed", 20).id();
        miner.changed();
        assertThat(miner.mine("gamma came along", 30).isNew()).isTrue();
        assertThat(miner.changed())
                .filteredOn(row -> row.tokens() == null)
                .extracting(TemplateRow::id)
                .containsExactly(old);
        assertThat(miner.mine("beta stayed", 40).id()).isEqualTo(used);
        Mined again = miner.mine("alpha went away", 50);
        assertThat(again.isNew()).isTrue();
        assertThat(again.id()).isEqualTo(old);
    }

    @Test
    void learningRestsWhereTemplatesComeAndGoAndGoesOnAfterwards() {
        miner = new TemplateMiner(FEW);
        int learned = 0;
        for (int i = 0; i < 200; i++) {
            learned += miner.mine(words(i), 10_000L * i).isNew() ? 1 : 0;
        }
        // eight at first, then two in every ten minutes that do not rest
        assertThat(learned).isBetween(8, 20);
        assertThat(miner.size()).isEqualTo(8);
        assertThat(miner.mine(words(1000), 10_000L * 1000).isNew()).isTrue();
    }

    @Test
    void onlyTheFirstTokensOfALongMessageCount() {
        miner = new TemplateMiner(FEW);
        String same = "w ".repeat(20);
        assertThat(mine(same + "end").id()).isEqualTo(mine(same + "other").id());
    }

    @Test
    void limitsThatMakeNoSenseAreNamed() {
        assertThatThrownBy(() -> new MiningLimits(0, 80, 0.25, 1)).hasMessage("maxTemplates: 0 (expected: 1 or more)");
        assertThatThrownBy(() -> new MiningLimits(1, 80, 1.5, 1)).hasMessageContaining("maxEvictedShare: 1.5");
    }

    /** Each line unique, words that no mask knows: what is held stays the same however long it lasts. */
    @Test
    void aDayOfRandomMessagesHoldsNoMoreThanTheLimits() {
        SplittableRandom random = new SplittableRandom(5);
        long other = 0;
        long bytes = 0;
        for (int pane = 0; pane < 2000; pane++) {
            for (int i = 0; i < 10; i++) {
                other += miner.mine(randomWords(random), pane * 10_000L).id().equals(TemplateMiner.OTHER) ? 1 : 0;
            }
            miner.changed();
            if (pane == 200) {
                bytes = size();
            }
        }
        assertThat(miner.size()).isLessThanOrEqualTo(MiningLimits.USUAL.maxTemplates());
        assertThat(size()).isLessThan(2 * bytes);
        assertThat(other).isGreaterThan(15_000);
        long named = other;
        assertThat(miner.rows())
                .filteredOn(row -> row.id().equals(TemplateMiner.OTHER))
                .singleElement()
                .satisfies(row -> assertThat(row.lines()).isEqualTo(named));
    }

    private long size() {
        return miner.rows().stream().mapToLong(row -> row.toString().length()).sum();
    }

    @Property(tries = 200)
    void aRestartAnywhereIsAsNone(@ForAll("lines") List<String> lines, @ForAll @IntRange(min = 1, max = 50) int every) {
        TemplateMiner steady = new TemplateMiner(FEW);
        TemplateMiner restarted = new TemplateMiner(FEW);
        Map<String, TemplateRow> store = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            long at = 10_000L * (i / 5);
            assertThat(restarted.mine(lines.get(i), at)).isEqualTo(steady.mine(lines.get(i), at));
            if (i % every == 0) {
                for (TemplateRow row : restarted.changed()) {
                    if (row.tokens() == null) {
                        store.remove(row.id());
                    } else {
                        store.put(row.id(), row);
                    }
                }
                assertThat(steady.rows()).containsAll(store.values());
                restarted = TemplateMiner.of(FEW, new ArrayList<>(store.values()));
            }
        }
        assertThat(restarted.rows()).isEqualTo(steady.rows());
    }

    @Property(tries = 200)
    void whatIsToldHoldsTogether(@ForAll("lines") List<String> lines) {
        TemplateMiner some = new TemplateMiner(FEW);
        for (String line : lines) {
            Mined mined = some.mine(line, 0);
            assertThat(mined.joined())
                    .doesNotContain(mined.id(), TemplateMiner.OTHER)
                    .doesNotHaveDuplicates();
            if (!mined.id().equals(TemplateMiner.OTHER)) {
                assertThat(some.current(mined.id())).isEqualTo(mined.id());
                mined.joined().forEach(id -> assertThat(some.current(id)).isEqualTo(mined.id()));
                assertThat(some.mine(line, 0).id()).isEqualTo(mined.id());
            }
            assertThat(some.size()).isLessThanOrEqualTo(FEW.maxTemplates());
        }
    }

    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<String> word = Arbitraries.of(
                "user",
                "ann",
                "bob",
                "zoe",
                "open",
                "close",
                "=",
                "a=b",
                "17",
                "for",
                "org.acme.Pay",
                "org.acme.Ship",
                "failed",
                "x");
        return word.list()
                .ofMinSize(0)
                .ofMaxSize(6)
                .map(words -> String.join(" ", words))
                .list()
                .ofMaxSize(120);
    }

    private Mined mine(String text) {
        return miner.mine(text, 0);
    }

    private static String words(int seed) {
        return randomWords(new SplittableRandom(seed));
    }

    private static String randomWords(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int words = 4 + random.nextInt(8);
        for (int i = 0; i < words; i++) {
            for (int j = 0; j < 6; j++) {
                text.append((char) ('g' + random.nextInt(20)));
            }
            text.append(' ');
        }
        return text.toString();
    }
}
