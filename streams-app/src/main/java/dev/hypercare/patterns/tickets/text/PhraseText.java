package dev.hypercare.patterns.tickets.text;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A text in which phrases are looked for.
 *
 * @param words in lower case
 * @param stems of the words
 */
public record PhraseText(List<String> words, List<String> stems) {
    /** Beside one of these a plain word is the name of an API. */
    private static final Set<String> BESIDE_NAMES = Set.of(
            "api",
            "apis",
            "service",
            "endpoint",
            "endpoints",
            "gateway",
            "call",
            "calls",
            "calling",
            "request",
            "requests",
            "backend");

    private static final int BESIDE = 2;

    /** Reads one. */
    public static PhraseText of(String text) {
        List<String> words = PlainWords.of(text);
        return new PhraseText(words, words.stream().map(LightStem::of).toList());
    }

    /** Whether it has the words of a phrase in a row, in any inflection. */
    public boolean has(Phrase phrase) {
        return phrase.length() > 0 && Collections.indexOfSubList(stems, phrase.stems()) >= 0;
    }

    /**
     * Whether it names an API: all words of the name in a row; a name that is a plain word, such as orders, only beside a word such as
     * API, service or calls.
     */
    public boolean names(String api) {
        List<String> name = PlainWords.of(api);
        if (name.isEmpty()) {
            return false;
        }
        for (int at = 0; at + name.size() <= words.size(); at++) {
            if (words.subList(at, at + name.size()).equals(name)
                    && (name.size() > 1 || api.chars().anyMatch(Character::isDigit) || isBeside(at))) {
                return true;
            }
        }
        return false;
    }

    private boolean isBeside(int at) {
        for (int i = Math.max(0, at - BESIDE); i <= Math.min(words.size() - 1, at + BESIDE); i++) {
            if (i != at && BESIDE_NAMES.contains(words.get(i))) {
                return true;
            }
        }
        return false;
    }
}
