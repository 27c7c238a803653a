package dev.hypercare.patterns.mining;

import java.util.Locale;
import java.util.Set;

/** What the place of a token and its form tell about whether it holds a value. */
final class Place {
    private static final Set<String> NAMES_FOLLOW = Set.of(
            ("user username host hostname class file filename account customer tenant topic table column field property parameter attribute"
                            + " variable function method named called")
                    .split(" "));
    private static final Set<String> PREPOSITIONS =
            Set.of("for from to by of at on in with as via into using against".split(" "));
    private static final Set<String> LITERALS =
            Set.of("true false null nil none NULL None True False TRUE FALSE NaN undefined".split(" "));
    private static final String QUOTES = "\"'`";
    private static final String OPENS = ":([{\"'`";
    private static final String JOINS = "._$-/@#\\";
    private static final int MOST_OPENING = 2;

    private Place() {}

    /**
     * Whether the form of two lines tells that their tokens at a place are values: one is masked, they stand after an equals sign, both are
     * such as {@code true}, or they differ in their digits only.
     */
    static boolean holdsValue(String[] tokens, int place, String one, String other) {
        return TokenLine.isWildcard(one)
                || TokenLine.isWildcard(other)
                || followsEquals(tokens, place)
                || LITERALS.contains(TokenLine.word(one)) && LITERALS.contains(TokenLine.word(other))
                || isNumbered(one) && isEqualButDigits(one, other);
    }

    /** Not IPv4 and IPv6: what is numbered has a name of its own. */
    private static boolean isNumbered(String token) {
        int lower = 0;
        for (int i = 0; i < token.length() && lower < 2; i++) {
            lower += Character.isLowerCase(token.charAt(i)) ? 1 : 0;
        }
        return lower == 2;
    }

    private static boolean isEqualButDigits(String one, String other) {
        int i = 0;
        int j = 0;
        while (true) {
            while (i < one.length() && Character.isDigit(one.charAt(i))) {
                i++;
            }
            while (j < other.length() && Character.isDigit(other.charAt(j))) {
                j++;
            }
            if (i == one.length() || j == other.length()) {
                return i == one.length() && j == other.length();
            }
            if (one.charAt(i++) != other.charAt(j++)) {
                return false;
            }
        }
    }

    /** Whether a word is alone in quotes. */
    static boolean isQuoted(String[] tokens, int place) {
        return place > 0
                && place < tokens.length - 1
                && QUOTES.contains(TokenLine.word(tokens[place - 1]))
                && TokenLine.word(tokens[place - 1]).equals(TokenLine.word(tokens[place + 1]));
    }

    private static boolean followsEquals(String[] tokens, int place) {
        if (place == 0 || !TokenLine.word(tokens[place - 1]).equals("=")) {
            return false;
        }
        // "a= b=1": what has space before it is the next key, unless the equals sign has space before it too
        return !TokenLine.hasSpace(tokens[place]) || TokenLine.hasSpace(tokens[place - 1]);
    }

    /** Whether the word before it announces a name. */
    static boolean isNamed(String[] tokens, int place) {
        return NAMES_FOLLOW.contains(wordBefore(tokens, place));
    }

    static boolean followsPreposition(String[] tokens, int place) {
        return PREPOSITIONS.contains(wordBefore(tokens, place));
    }

    private static String wordBefore(String[] tokens, int place) {
        int before = place - 1;
        for (int i = 0; i < MOST_OPENING && before > 0; i++) {
            if (TokenLine.isSign(tokens[before])
                    && OPENS.indexOf(TokenLine.word(tokens[before]).charAt(0)) >= 0) {
                before--;
            }
        }
        return before < 0 ? "" : TokenLine.word(tokens[before]).toLowerCase(Locale.ROOT);
    }

    /** Whether a word looks like the name of something in a program: joined parts, a digit, capitals within. */
    static boolean isIdentifier(String word) {
        boolean joined = false;
        boolean lower = false;
        boolean mixed = false;
        boolean digit = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            mixed |= lower && Character.isUpperCase(c);
            lower |= Character.isLowerCase(c);
            digit |= Character.isDigit(c);
            joined |= i > 0 && i < word.length() - 1 && JOINS.indexOf(c) >= 0;
        }
        // FAIL_TASK_CLEANUP is one of a few states, not one of many names
        return digit || mixed || joined && lower;
    }
}
