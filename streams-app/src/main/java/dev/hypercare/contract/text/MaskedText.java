package dev.hypercare.contract.text;

/**
 * The masked text so far. Each value that comes is joined with the one before it where nothing but signs stands between them, so what is
 * kept can never be masked further. Not thread-safe.
 */
final class MaskedText {
    private static final String WILDCARD = TextMask.WILDCARD;
    private static final String SIGNS = "+-~#$@<>.*";
    private static final String BEFORE_SIGN = " ([{=:,;|\"'";
    private static final String JOINS = " ,;|/\\-:#.+*@&~_%$";
    private static final int LONGEST_JOIN = 3;
    private static final String ARROW = " -> ";
    private static final char DELETE = 0x7F;
    private static final int SHORTEST_DATE_WORD = 3;

    private final StringBuilder out;
    /** Where the last value ends; -1 for none. */
    private int lastEnd = -1;

    MaskedText(int capacity) {
        out = new StringBuilder(capacity);
    }

    /** White space and control characters. */
    static boolean isSpace(char c) {
        return c <= ' '
                || c >= DELETE && (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c));
    }

    String text() {
        return last() == ' ' && out.length() > 0 ? out.substring(0, out.length() - 1) : out.toString();
    }

    /** The last character; a space before the first. */
    char last() {
        return out.length() == 0 ? ' ' : out.charAt(out.length() - 1);
    }

    /** Whether a key of JSON and its colon came last, with or without space. */
    boolean followsKey() {
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) == ' ') {
            end--;
        }
        return end > 1 && out.charAt(end - 1) == ':' && (out.charAt(end - 2) == '"' || out.charAt(end - 2) == '\'');
    }

    void space() {
        if (last() != ' ') {
            out.append(' ');
        }
    }

    /** A character that is no part of a word; a closing bracket completes what it encloses. */
    void punctuation(char c) {
        if (c == ')' && last() == '(' && (out.length() == 1 || out.charAt(out.length() - 2) == ' ')) {
            append(); // a parameter without a value: a bracket that belongs to no word
        }
        if (lastEnd == out.length() && isClosing(c) && joinsEnclosed(c == ')' ? '(' : '[')) {
            return;
        }
        out.append(c);
    }

    private static boolean isClosing(char c) {
        return c == ')' || c == ']';
    }

    /** A value in brackets after a value says the same again: {@code 18846 bytes (18.4 KB)}. */
    private boolean joinsEnclosed(char bracket) {
        int open = lastEnd - WILDCARD.length() - 1;
        if (open < 0 || out.charAt(open) != bracket) {
            return false;
        }
        int end = open > 0 && out.charAt(open - 1) == ' ' ? open - 1 : open;
        if (end < WILDCARD.length() || out.indexOf(WILDCARD, end - WILDCARD.length()) != end - WILDCARD.length()) {
            return false;
        }
        out.setLength(end);
        lastEnd = end;
        return true;
    }

    /**
     * A value.
     *
     * @param next the character that follows it
     */
    void value(char next) {
        dropSigns(next);
        boolean dropped;
        do {
            dropped = dropDateWord();
        } while (dropped);
        if (joinsLast()) {
            out.setLength(lastEnd);
        } else {
            append();
        }
    }

    private void append() {
        out.append(WILDCARD);
        lastEnd = out.length();
    }

    /** A value in quotes. */
    void quoted(char quote) {
        out.append(quote);
        append();
        out.append(quote);
    }

    /** A word that is no value, except where it is the unit of one. */
    void word(String text, int from, int to, char next) {
        if (lastEnd >= 0 && next != '=' && endsWithValueAndSpace() && UnitWords.completesValue(text, from, to)) {
            out.setLength(lastEnd);
        } else {
            out.append(text, from, to);
        }
    }

    private boolean endsWithValueAndSpace() {
        return lastEnd == out.length() || lastEnd == out.length() - 1 && last() == ' ';
    }

    private void dropSigns(char next) {
        int from = out.length();
        while (from > 0 && from != lastEnd && isSign(out.charAt(from - 1), next, from == out.length())) {
            from--;
        }
        if (from < out.length() && from != lastEnd && (from == 0 || BEFORE_SIGN.indexOf(out.charAt(from - 1)) >= 0)) {
            out.setLength(from);
        }
    }

    private static boolean isSign(char c, char next, boolean adjacent) {
        return SIGNS.indexOf(c) >= 0 && !(c == '<' && next == '>' && adjacent);
    }

    /** The name of a month or a day before a number belongs to it. */
    private boolean dropDateWord() {
        int end = out.length();
        while (end > 0 && (out.charAt(end - 1) == ' ' || out.charAt(end - 1) == ',')) {
            end--;
        }
        int start = end;
        while (start > 0 && Character.isLetter(out.charAt(start - 1))) {
            start--;
        }
        boolean alone = start == 0 || BEFORE_SIGN.indexOf(out.charAt(start - 1)) >= 0;
        if (end == out.length()
                || end - start < SHORTEST_DATE_WORD
                || !alone
                || !UnitWords.isDateWord(out, start, end)) {
            return false;
        }
        out.setLength(start);
        return true;
    }

    private boolean joinsLast() {
        int gap = out.length() - lastEnd;
        if (lastEnd < 0) {
            return false;
        }
        if (gap <= LONGEST_JOIN) {
            for (int i = lastEnd; i < out.length(); i++) {
                if (JOINS.indexOf(out.charAt(i)) < 0) {
                    return false;
                }
            }
            return true;
        }
        return gap == ARROW.length() && out.indexOf(ARROW, lastEnd) == lastEnd;
    }
}
