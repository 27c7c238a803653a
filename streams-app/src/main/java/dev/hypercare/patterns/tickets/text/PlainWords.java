package dev.hypercare.patterns.tickets.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The words of a text in lower case, in their order. */
public final class PlainWords {
    /** No more of a text is read, characters. */
    static final int LONGEST_TEXT = 4000;

    private static final int LONGEST_WORD = 40;

    /** Words that every ticket may have, whatever it is about. */
    private static final Set<String> EMPTY = Set.of(
            ("a an the this that these those there here it its i im ive me my mine we our us you your they them their he she his her"
                            + " am is are was were be been being do does did done doing have has had having will would shall should can"
                            + " could may might must not no nor dont doesnt didnt cant cannot couldnt wont isnt arent wasnt havent hasnt"
                            + " and or but if so as than then because while since until of to in on at by for from with without into onto"
                            + " about over under out up off again very just only also too any some all each other such same own how what"
                            + " when where which who whom why whose yes please thanks thank hello hi dear regards need want wanted like"
                            + " know tell help let get got getting go going make made see say says told seem seems id lets ill theres whats"
                            + " hows")
                    .split(" "));

    private PlainWords() {}

    /** All words of letters and digits, at most as many as the first 4,000 characters have. */
    public static List<String> of(String text) {
        String read = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        String lower = read.toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= lower.length(); i++) {
            char c = i < lower.length() ? lower.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
            } else if (c != '\'' && c != '\u2019' && !word.isEmpty()) {
                // An apostrophe is left out, so that don't is one word.
                words.add(word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word.toString());
                word.setLength(0);
            }
        }
        return words;
    }

    /** The stems of the words of a text that say something of what it is about, ascending. */
    public static SortedSet<String> tellingStems(String text) {
        SortedSet<String> stems = new TreeSet<>();
        for (String word : of(text)) {
            if (isTelling(word)) {
                stems.add(LightStem.of(word));
            }
        }
        return stems;
    }

    /** Whether a word says something of what a text is about: no filler, no single letter, not digits alone. */
    static boolean isTelling(String word) {
        return word.length() > 1 && !EMPTY.contains(word) && !isNumber(word);
    }

    private static boolean isNumber(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!Character.isDigit(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
