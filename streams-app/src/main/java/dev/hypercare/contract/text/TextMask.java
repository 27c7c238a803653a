package dev.hypercare.contract.text;

import java.util.List;

/**
 * Tells what a message says from what it says it of: numbers with their units, times, identifiers, addresses, paths, links and quoted
 * words become {@value #WILDCARD}, and several of them in a row become one. Space is normalised. Masking depends on the text alone,
 * needs time linear in its length, and masking again changes nothing.
 */
public final class TextMask {
    /** What stands for a value. */
    public static final String WILDCARD = "<*>";

    /** What the mask of personal data leaves is a value too. */
    private static final List<String> PLACEHOLDERS = List.of(WILDCARD, "<ip>", "<email>", "<card>", "<jwt>", "<key>");

    private static final String QUOTES = "\"'`";
    private static final String BEFORE_QUOTE = " =([,";
    private static final String ENDS_LINK = "<>\"'`{}|()[],;";
    private static final int LONGEST_QUOTE = 128;

    private final String text;
    private final MaskedText out;
    private int at;

    private TextMask(String text) {
        this.text = text;
        this.out = new MaskedText(text.length() + 16);
    }

    /** The masked form of a text; at most three times as long. */
    public static String mask(String text) {
        TextMask mask = new TextMask(text);
        while (mask.at < text.length()) {
            mask.step();
        }
        return mask.out.text();
    }

    private void step() {
        char c = text.charAt(at);
        if (MaskedText.isSpace(c)) {
            out.space();
            at++;
        } else if (RunShape.beginsRun(c)) {
            run();
        } else if (c == '<' && placeholder() || QUOTES.indexOf(c) >= 0 && quoted()) {
            return;
        } else {
            out.punctuation(c);
            at++;
        }
    }

    private boolean placeholder() {
        for (String one : PLACEHOLDERS) {
            if (text.startsWith(one, at)) {
                value(at + one.length());
                return true;
            }
        }
        return false;
    }

    private void value(int end) {
        at = end;
        out.value(next(end));
    }

    private char next(int index) {
        return index < text.length() ? text.charAt(index) : ' ';
    }

    /** Letters, digits and what joins them, up to the first other character. */
    private void run() {
        int end = RunShape.endOfHexGroups(text, at);
        if (end > at) {
            value(end);
            return;
        }
        end = RunShape.endOfRun(text, at);
        if (next(end) == ':') {
            if (text.startsWith("://", end) && RunShape.isScheme(text, at, end)) {
                value(endOfLink(end + 3));
                return;
            }
            if (end == at + 1 && Character.isLetter(text.charAt(at)) && isPath(end + 1)) { // a drive
                value(RunShape.endOfRun(text, end + 1));
                return;
            }
            int endOfPort = RunShape.endOfPort(text, at, end);
            if (endOfPort > end) {
                value(endOfPort);
                return;
            }
        }
        if (RunShape.isValue(text, at, end)) {
            value(end);
        } else {
            out.word(text, at, end, next(end));
            at = end;
        }
    }

    private boolean isPath(int from) {
        char c = next(from);
        return (c == '\\' || c == '/') && Character.isLetterOrDigit(next(from + 1));
    }

    private int endOfLink(int from) {
        int end = from;
        while (end < text.length()
                && !MaskedText.isSpace(text.charAt(end))
                && ENDS_LINK.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        while (end > from && ".:!?".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    /**
     * A quoted word is a value where it does not consist of letters alone, except as key or value of JSON; after an equals sign all that is
     * quoted is one.
     */
    private boolean quoted() {
        char before = out.last();
        if (BEFORE_QUOTE.indexOf(before) < 0 || out.followsKey()) {
            return false;
        }
        char quote = text.charAt(at);
        int last = Math.min(text.length(), at + LONGEST_QUOTE);
        int end = at + 1;
        while (end < last && text.charAt(end) != quote && (before == '=' || isNamed(text.charAt(end)))) {
            end++;
        }
        if (end >= last || text.charAt(end) != quote || next(end + 1) == '<' || isNamed(next(end + 1))) {
            return false;
        }
        if (before != '=' && end > at + 1 && RunShape.isLetters(text, at + 1, end)) {
            return false;
        }
        out.quoted(quote);
        at = end + 1;
        return true;
    }

    private static boolean isNamed(char c) {
        return c == ':' || RunShape.isInRun(c);
    }
}
