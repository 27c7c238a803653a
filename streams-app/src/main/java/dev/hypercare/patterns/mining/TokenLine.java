package dev.hypercare.patterns.mining;

import dev.hypercare.contract.text.TextMask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A masked message as tokens: words, and single signs that separate them. A token begins with the space before it, where there is one. A
 * word, colon and value are one, and so is what follows an equals sign up to its closing bracket: {@code port:<*>}, {@code Source{id 7}}.
 */
final class TokenLine {
    private static final String SIGNS = "=,;:()[]{}|\"'`";
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";
    private static final String VALUE_FOLLOWS = ":" + TextMask.WILDCARD;

    private TokenLine() {}

    /** At most so many tokens of a masked text. */
    static String[] of(String masked, int most) {
        List<String> tokens = new ArrayList<>();
        int at = 0;
        while (at < masked.length() && tokens.size() < most) {
            boolean afterEquals =
                    !tokens.isEmpty() && word(tokens.get(tokens.size() - 1)).equals("=");
            int end = afterEquals ? endOfEnclosed(masked, at) : at;
            if (end == at) {
                end = endOfToken(masked, at);
            }
            tokens.add(masked.substring(at, end));
            at = end;
        }
        return tokens.toArray(String[]::new);
    }

    private static int endOfToken(String masked, int at) {
        int from = masked.charAt(at) == ' ' && at + 1 < masked.length() ? at + 1 : at;
        if (isSign(masked.charAt(from))) {
            return from + 1;
        }
        int end = from;
        boolean plain = true;
        while (end < masked.length() && (end == from || !endsWord(masked, end))) {
            boolean value = masked.startsWith(TextMask.WILDCARD, end);
            plain &= masked.charAt(end) != '<';
            end += value ? TextMask.WILDCARD.length() : 1;
        }
        int afterValue = end + 1 + TextMask.WILDCARD.length();
        return plain && masked.startsWith(VALUE_FOLLOWS, end) && endsWord(masked, afterValue) ? afterValue : end;
    }

    private static boolean endsWord(String masked, int at) {
        return at >= masked.length() || masked.charAt(at) == ' ' || isSign(masked.charAt(at));
    }

    /** The end of a word with what its brackets enclose; {@code from} where no brackets follow it or they are not closed. */
    private static int endOfEnclosed(String masked, int from) {
        int end = from;
        while (!endsWord(masked, end)) {
            end++;
        }
        Deque<Character> open = new ArrayDeque<>();
        for (int i = end; i < masked.length(); i++) {
            char c = masked.charAt(i);
            int opening = OPENING.indexOf(c);
            if (opening >= 0) {
                open.push(CLOSING.charAt(opening));
            } else if (CLOSING.indexOf(c) >= 0 && (open.isEmpty() || open.pop() != c)) {
                return from;
            }
            if (open.isEmpty()) {
                return i > end ? i + 1 : from;
            }
        }
        return from;
    }

    /** The text of tokens. */
    static String text(String[] tokens) {
        return String.join("", tokens);
    }

    private static boolean isSign(char c) {
        return SIGNS.indexOf(c) >= 0;
    }

    static boolean isSign(String token) {
        return isSign(token.charAt(token.length() - 1)) && token.length() == (hasSpace(token) ? 2 : 1);
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
        return token.length() == TextMask.WILDCARD.length() + (hasSpace(token) ? 1 : 0)
                && token.endsWith(TextMask.WILDCARD);
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
