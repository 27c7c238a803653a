package dev.hypercare.patterns.tickets.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text as the subjects compare it: terms with how much they count in it, in the order of their first place.
 *
 * @param terms stems of words, pairs of neighbours ("a b"), and exact clues ("#503"), with their weight
 * @param shown how each term but pairs was written first, for people
 */
public record SubjectText(Map<String, Double> terms, Map<String, String> shown) {
    /** Neighbours say less than words, because there are so many of them. */
    private static final double PAIR = 0.5;
    /** A code or a route says more than a word. */
    private static final double CLUE = 2;
    /** What the customer wrote below the title counts less. */
    private static final double BODY = 0.5;

    private static final int MOST_BODY_WORDS = 120;

    /** Of a title, and of the text below it where there is one. */
    public static SubjectText of(String title, @Nullable String body) {
        Map<String, Double> counts = new LinkedHashMap<>();
        Map<String, String> shown = new LinkedHashMap<>();
        count(PlainWords.of(title), 1, counts, shown);
        if (body != null) {
            List<String> words = PlainWords.of(body);
            count(words.subList(0, Math.min(MOST_BODY_WORDS, words.size())), BODY, counts, shown);
        }
        if (counts.isEmpty()) {
            // Nothing but fillers: better they than nothing.
            for (String word : PlainWords.of(title)) {
                counts.merge(word, 1.0, Double::sum);
                shown.putIfAbsent(word, word);
            }
        }
        Map<String, Double> terms = new LinkedHashMap<>();
        counts.forEach((term, count) -> terms.put(term, count > 1 ? 1 + Math.log(count) : count));
        Clues clues = Clues.of(body == null ? title : title + "\n" + body);
        clues.statuses().stream().sorted().forEach(status -> clue(status.toString(), terms, shown));
        clues.codes().stream().sorted().forEach(code -> clue(code, terms, shown));
        clues.routes().stream().sorted().forEach(route -> clue(route, terms, shown));
        return new SubjectText(terms, shown);
    }

    /** Whether there is nothing to compare. */
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    private static void clue(String clue, Map<String, Double> terms, Map<String, String> shown) {
        terms.put("#" + clue, CLUE);
        shown.putIfAbsent("#" + clue, clue);
    }

    private static void count(
            List<String> words, double weight, Map<String, Double> counts, Map<String, String> shown) {
        List<String> stems = new ArrayList<>();
        for (String word : words) {
            if (PlainWords.isTelling(word)) {
                String stem = LightStem.of(word);
                stems.add(stem);
                shown.putIfAbsent(stem, word);
                counts.merge(stem, weight, Double::sum);
            }
        }
        for (int i = 1; i < stems.size(); i++) {
            counts.merge(stems.get(i - 1) + " " + stems.get(i), weight * PAIR, Double::sum);
        }
    }
}
