package dev.hypercare.patterns.tickets.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SubjectClustererTest {
    private static final String[] WORDS = {
        "token", "expired", "login", "refused", "card", "payment", "late", "invoice", "wrong", "amount", "export",
        "empty", "webhook", "missing", "quota", "limit", "slow", "timeout", "gateway", "order"
    };

    @Test
    void textsOfOneSubjectMeetAndOthersDoNot() {
        SubjectClusterer clusterer = new SubjectClusterer("", SubjectLimits.DEFAULT);
        String first = place(clusterer, "The access token has expired", 1);
        assertThat(place(clusterer, "Tokens expire too early", 2)).isEqualTo(first);
        assertThat(place(clusterer, "Invoice of October is missing", 3)).isNotEqualTo(first);
        assertThat(clusterer.size()).isEqualTo(2);
        assertThat(clusterer.words(first, 2)).containsExactlyInAnyOrder("token", "expired");
        assertThat(place(clusterer, " ", 4)).isNull();
    }

    @Test
    void theSameCodeBringsDifferentWordsTogether() {
        SubjectClusterer clusterer = new SubjectClusterer("", SubjectLimits.DEFAULT);
        String first = place(clusterer, "Orders fail with upstream_timeout", 1);
        assertThat(place(clusterer, "What does upstream_timeout mean", 2)).isEqualTo(first);
    }

    @Test
    void anIdIsMadeOfTheScopeAndTheFirstText() {
        String one = place(new SubjectClusterer("acme", SubjectLimits.DEFAULT), "Token expired", 1);
        assertThat(place(new SubjectClusterer("acme", SubjectLimits.DEFAULT), "Token expired", 9))
                .isEqualTo(one);
        assertThat(place(new SubjectClusterer("other", SubjectLimits.DEFAULT), "Token expired", 1))
                .isNotEqualTo(one);
        assertThat(one).matches("[0-9a-f]{16}");
    }

    @Test
    void twoSubjectsThatATextShowsToBeAlikeBecomeOne() {
        SubjectClusterer clusterer = new SubjectClusterer("", new SubjectLimits(0.3, 0.2, 100, 1000, 1000));
        String one = place(clusterer, "gateway timeout orders", 1);
        String other = place(clusterer, "export empty timeout", 2);
        assertThat(other).isNotEqualTo(one);
        var placed = clusterer.place(SubjectText.of("gateway timeout orders export empty", null), 3);
        assertThat(placed).isNotNull();
        assertThat(placed.joined()).isIn(one, other);
        assertThat(clusterer.resolve(one)).isEqualTo(placed.id());
        assertThat(clusterer.resolve(other)).isEqualTo(placed.id());
        assertThat(clusterer.aliases(placed.id())).containsExactly(placed.joined());
        assertThat(clusterer.size()).isEqualTo(1);
    }

    @Test
    void aFloodOfTextsThatAreAllDifferentLeavesTheMemoryBounded() {
        SubjectClusterer clusterer = new SubjectClusterer("", new SubjectLimits(0.3, 0.6, 50, 500, 1000));
        Map<String, byte[]> kept = new TreeMap<>();
        Random random = new Random(7);
        int forgotten = 0;
        for (int i = 0; i < 3000; i++) {
            String text = Long.toString(random.nextLong() >>> 1, 36) + " " + Long.toString(random.nextLong() >>> 1, 36);
            var placed = clusterer.place(SubjectText.of(text, null), i);
            forgotten += placed != null && placed.forgotten() != null ? 1 : 0;
            drain(clusterer, kept);
        }
        assertThat(clusterer.size()).isEqualTo(50);
        assertThat(forgotten).isEqualTo(2950);
        assertThat(kept).hasSizeLessThan(50 + 501 + 200);
    }

    @Property(tries = 30)
    void whatIsHandedOverAndTakenBackGoesOnTheSame(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int every) {
        Random random = new Random(seed);
        SubjectLimits limits = new SubjectLimits(0.35, 0.4, 12, 30, 50);
        SubjectClusterer whole = new SubjectClusterer("t", limits);
        SubjectClusterer parts = new SubjectClusterer("t", limits);
        Map<String, byte[]> kept = new TreeMap<>();
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < 4; word++) {
                text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            expected.add(String.valueOf(whole.place(SubjectText.of(text.toString(), null), i)));
            found.add(String.valueOf(parts.place(SubjectText.of(text.toString(), null), i)));
            drain(parts, kept);
            if (i % every == 0) {
                parts = new SubjectClusterer("t", limits);
                parts.restore(kept);
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    private static void drain(SubjectClusterer clusterer, Map<String, byte[]> kept) {
        clusterer.drain((key, value) -> {
            if (value == null) {
                kept.remove(key);
            } else {
                kept.put(key, value);
            }
        });
    }

    private static String place(SubjectClusterer clusterer, String text, long at) {
        var placed = clusterer.place(SubjectText.of(text, null), at);
        return placed == null ? null : placed.id();
    }
}
