package dev.hypercare.patterns.tickets.text;

/** Takes the endings of inflection off English words, so that change, changes, changed and changing are one term. */
final class LightStem {
    private static final int SHORTEST = 3;

    private LightStem() {}

    /** The stem of a word in lower case; words of three letters or fewer, and those of other scripts, stay. */
    static String of(String word) {
        if (word.length() <= SHORTEST || !isLatin(word)) {
            return word;
        }
        String stem = withoutVerbEnding(withoutPlural(word));
        stem = withoutNounEnding(stem);
        if (stem.length() > SHORTEST && stem.endsWith("e")) {
            stem = cut(stem, 1);
        }
        return stem.length() >= SHORTEST && stem.endsWith("y") ? cut(stem, 1) + "i" : stem;
    }

    private static String withoutPlural(String word) {
        if (word.endsWith("ies") && word.length() > 4) {
            return cut(word, 3) + "y";
        }
        if (word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches") || word.endsWith("shes")) {
            return cut(word, 2);
        }
        boolean plural = word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is");
        return plural ? cut(word, 1) : word;
    }

    private static String withoutVerbEnding(String word) {
        if (word.endsWith("ied") && word.length() > 4) {
            return cut(word, 3) + "y";
        }
        int ending = word.endsWith("ing") ? 3 : word.endsWith("ed") && !word.endsWith("eed") ? 2 : 0;
        if (ending == 0 || word.length() - ending < SHORTEST || !hasVowel(word, word.length() - ending)) {
            return word;
        }
        String stem = cut(word, ending);
        char last = stem.charAt(stem.length() - 1);
        boolean doubled = stem.length() > SHORTEST && last == stem.charAt(stem.length() - 2);
        return doubled && "bdfgmnprt".indexOf(last) >= 0 ? cut(stem, 1) : stem;
    }

    private static String withoutNounEnding(String word) {
        if (word.endsWith("ication") && word.length() > 9) {
            return cut(word, 7) + "y";
        }
        if (word.endsWith("ation") && word.length() > 7) {
            return cut(word, 3);
        }
        return word.endsWith("ly") && word.length() > 5 ? cut(word, 2) : word;
    }

    private static boolean hasVowel(String word, int end) {
        for (int i = 0; i < end; i++) {
            if ("aeiouy".indexOf(word.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLatin(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c < 'a' || c > 'z') {
                return false;
            }
        }
        return true;
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }
}
