package dev.hypercare.contract.text;

import java.util.Set;

/** What a run of letters, digits and signs within a word looks like. */
final class RunShape {
    private static final String JOINED_BY = "_./@%-~$\\";
    private static final String BEGINS = "_/\\";
    private static final String ENDS = "_%/\\";
    private static final int ASCII = 128;
    private static final boolean[] IN_WORD = lettersDigitsAnd("");
    private static final boolean[] IN_RUN = lettersDigitsAnd(JOINED_BY);
    private static final boolean[] BEGINS_RUN = lettersDigitsAnd(BEGINS);
    private static final Set<String> TOP_DOMAINS =
            Set.of("com net org edu gov mil info biz local localdomain internal lan arpa".split(" "));
    /** Only after two labels: these are words and endings of files as well. */
    private static final Set<String> SHORT_TOP_DOMAINS =
            Set.of("io de uk fr nl ch ru cn jp kr tw hk br au ca eu us es pl cz co dev cloud".split(" "));
    /** Names that begin so are packages. */
    private static final Set<String> PACKAGE_ROOTS = Set.of("com org net edu gov io java javax jakarta".split(" "));

    private static final int LETTERS_OF_A_NAME = 2;
    private static final int HEX_LETTERS = 8;
    private static final int HEX_GROUP = 4;
    private static final int SHORTEST_FOLDER = 3;

    private RunShape() {}

    static boolean isInRun(char c) {
        return c < ASCII ? IN_RUN[c] : Character.isLetterOrDigit(c);
    }

    static boolean beginsRun(char c) {
        return c < ASCII ? BEGINS_RUN[c] : Character.isLetterOrDigit(c);
    }

    private static boolean isLetterOrDigit(char c) {
        return c < ASCII ? IN_WORD[c] : Character.isLetterOrDigit(c);
    }

    /** Looked up, because it is asked of every character. */
    private static boolean[] lettersDigitsAnd(String signs) {
        boolean[] table = new boolean[ASCII];
        for (char c = 0; c < ASCII; c++) {
            table[c] = Character.isLetterOrDigit(c) || signs.indexOf(c) >= 0;
        }
        return table;
    }

    /** Where the run that begins here ends: it holds no sign twice, and its last one is a letter, a digit or closes a path. */
    static int endOfRun(String text, int from) {
        int end = from;
        while (end < text.length() && isInRun(text.charAt(end)) && !isTwice(text, end)) {
            end++;
        }
        while (end > from + 1 && !isLetterOrDigit(text.charAt(end - 1)) && ENDS.indexOf(text.charAt(end - 1)) < 0) {
            end--;
        }
        return Math.max(end, from + 1);
    }

    private static boolean isTwice(String text, int at) {
        char c = text.charAt(at);
        return !isLetterOrDigit(c) && BEGINS.indexOf(c) < 0 && at + 1 < text.length() && text.charAt(at + 1) == c;
    }

    static boolean isScheme(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }

    static boolean isLetters(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Character.isLetter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Where the number ends that follows a name of several parts and a colon: host and port, file and line; {@code to} for none. */
    static int endOfPort(String text, int from, int to) {
        int dot = text.indexOf('.', from);
        if (dot < 0 || dot >= to || to + 1 >= text.length() || !Character.isDigit(text.charAt(to + 1))) {
            return to;
        }
        int end = endOfRun(text, to + 1);
        for (int i = to + 1; i < end; i++) {
            if (!Character.isDigit(text.charAt(i))) {
                return to;
            }
        }
        return end;
    }

    /** The end of hexadecimal groups joined by colons, such as an IPv6 or a hardware address; {@code from} where none begins here. */
    static int endOfHexGroups(String text, int from) {
        int end = from;
        int groups = 0;
        boolean digit = false;
        int length = 0;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == ':') {
                groups++;
                length = 0;
            } else if (isHex(c) && length < HEX_GROUP) {
                length++;
                digit |= c <= '9';
            } else {
                break;
            }
            end++;
        }
        while (end > from && text.charAt(end - 1) == ':') {
            end--;
            groups--;
        }
        boolean whole = end >= text.length() || !Character.isLetterOrDigit(text.charAt(end));
        return groups >= 2 && digit && whole ? end : from;
    }

    private static boolean isPlainLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    /** Whether a run is a value: what has digits, except a name with one such as {@code OAuth2}; paths, hosts, addresses. */
    static boolean isValue(String text, int from, int to) {
        int plainTo = from;
        boolean plainHex = true;
        while (plainTo < to && isPlainLetter(text.charAt(plainTo))) {
            plainHex &= isHex(text.charAt(plainTo));
            plainTo++;
        }
        if (plainTo == to) { // most words
            return plainHex && to - from >= HEX_LETTERS;
        }
        int digits = 0;
        int letters = 0;
        int hex = 0;
        int slashes = 0;
        int backslashes = 0;
        int dots = 0;
        int signs = 0;
        int mails = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (Character.isDigit(c)) {
                digits++;
            } else if (Character.isLetter(c)) {
                letters++;
                hex += isHex(c) ? 1 : 0;
            }
            slashes += c == '/' ? 1 : 0;
            backslashes += c == '\\' ? 1 : 0;
            dots += c == '.' ? 1 : 0;
            mails += c == '@' ? 1 : 0;
            signs += c == '%' || c == '$' || c == '~' ? 1 : 0;
        }
        boolean isHex = to - from >= HEX_LETTERS && hex + digits == to - from;
        boolean plain = slashes + backslashes + mails + signs == 0;
        if (digits > 0) {
            return digits > 1
                    || isHex
                    || !plain
                    || letters < LETTERS_OF_A_NAME
                    || !hasNamedLabels(text, from, to)
                    || dots > 0 && isHost(text, from, to);
        }
        if (letters == 0) {
            return false;
        }
        return slashes > 1
                || slashes == 1 && text.charAt(from) == '/'
                || backslashes > 1 && hasFolders(text, from, to)
                || isHex
                || mails > 0 && dots > 0
                || dots > 0 && plain && isHost(text, from, to);
    }

    /** Whether a letter stands before each digit in its part of the name. */
    private static boolean hasNamedLabels(String text, int from, int to) {
        boolean named = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (Character.isDigit(c) && !named) {
                return false;
            }
            named = Character.isLetterOrDigit(c) && (named || Character.isLetter(c));
        }
        return true;
    }

    /** Escapes such as {@code \n\tat} are no path. */
    private static boolean hasFolders(String text, int from, int to) {
        int length = SHORTEST_FOLDER;
        for (int i = from; i <= to; i++) {
            if (i == to || text.charAt(i) == '\\') {
                if (length < SHORTEST_FOLDER && i > from && text.charAt(i - 1) != '\\') {
                    return false;
                }
                length = 0;
            } else {
                length++;
            }
        }
        return true;
    }

    private static boolean isHost(String text, int from, int to) {
        String name = text.substring(from, to);
        int last = name.lastIndexOf('.');
        int first = name.indexOf('.');
        String top = name.substring(last + 1);
        if (name.indexOf('_') >= 0 || PACKAGE_ROOTS.contains(name.substring(0, first))) {
            return false;
        }
        return TOP_DOMAINS.contains(top) || first < last && SHORT_TOP_DOMAINS.contains(top);
    }
}
