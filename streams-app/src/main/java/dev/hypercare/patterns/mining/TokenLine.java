package dev.hypercare.patterns.mining;

import dev.hypercare.contract.text.TextMask;
import java.util.ArrayList;
import java.util.List;

/** A masked message as tokens: words, and single signs that separate them. A token begins with the space before it, where there is one. */
final class TokenLine {
    private static final String SIGNS = "=,;:()[]{}|\"'`";

    private TokenLine() {}

    /** At most so many tokens of a masked text. */
    static String[] of(String masked, int most) {
        List<String> tokens = new ArrayList<>();
        int at = 0;
        while (at < masked.length() && tokens.size() < most) {
            int end = masked.charAt(at) == ' ' && at + 1 < masked.length() ? at + 1 : at;
            if (isSign(masked.charAt(end))) {
                end++;
            } else {
                do {
                    end += masked.startsWith(TextMask.WILDCARD, end) ? TextMask.WILDCARD.length() : 1;
                } while (end < masked.length() && masked.charAt(end) != ' ' && !isSign(masked.charAt(end)));
            }
            tokens.add(masked.substring(at, end));
            at = end;
        }
        return tokens.toArray(String[]::new);
    }

    /** The text of tokens. */
    static String text(String[] tokens) {
        return String.join("", tokens);
    }

    private static boolean isSign(char c) {
        return SIGNS.indexOf(c) >= 0;
    }

    static boolean isSign(String token) {
        return isSign(token.charAt(token.length() - 1)) && token.length() <= 2;
    }

    static boolean hasSpace(String token) {
        return token.charAt(0) == ' ';
    }

    /** A token without the space before it. */
    static String word(String token) {
        return hasSpace(token) ? token.substring(1) : token;
    }

    /** Whether it is nothing but a value. */
    static boolean isWildcard(String token) {
        return token.length() == TextMask.WILDCARD.length() + (hasSpace(token) ? 1 : 0) && token.endsWith(TextMask.WILDCARD);
    }

    /** Whether a value is in it. */
    static boolean hasWildcard(String token) {
        return token.contains(TextMask.WILDCARD);
    }

    /** Whether a place may hold either: both are no signs, with the same space before them. */
    static boolean canReplace(String one, String other) {
        return hasSpace(one) == hasSpace(other) && !isSign(one) && !isSign(other);
    }

    /** A wildcard with the same space before it. */
    static String wildcard(String token) {
        return hasSpace(token) ? ' ' + TextMask.WILDCARD : TextMask.WILDCARD;
    }

    /** Whether it is a word that says something: no value, two letters or more. */
    static boolean isWord(String token) {
        if (hasWildcard(token)) {
            return false;
        }
        int letters = 0;
        for (int i = 0; i < token.length() && letters < 2; i++) {
            if (Character.isLetter(token.charAt(i))) {
                letters++;
            }
        }
        return letters == 2;
    }
}
