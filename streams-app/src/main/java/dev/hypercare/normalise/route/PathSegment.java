package dev.hypercare.normalise.route;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tells words of a path, which stay, from ids, which become {@code {id}}. One pass over the text, no regular expressions. */
final class PathSegment {
    static final String ID = "{id}";
    static final String REST = "**";
    private static final int MAX_WORD = 64;
    private static final int MAX_EXTENSION = 5;

    private PathSegment() {}

    /** What stands for the segment in a template; its own output stays as it is. The segment holds no slash and is not empty. */
    static String template(String segment) {
        if (segment.equals(ID) || segment.equals(REST) || RouteTemplates.isReserved(segment)) {
            return segment;
        }
        String text = segment.indexOf('%') >= 0 ? decoded(segment) : segment;
        if (text == null) {
            return ID;
        }
        int verb = text.lastIndexOf(':');
        if (verb > 0 && verb < text.length() - 1 && isLetters(text, verb + 1, text.length())) {
            return bounded(simple(text.substring(0, verb)) + text.substring(verb));
        }
        return simple(text);
    }

    private static String simple(String text) {
        int dot = text.lastIndexOf('.');
        int extension = text.length() - dot - 1;
        boolean hasExtension = dot > 0
                && text.indexOf('@') <= 0
                && extension >= 1
                && extension <= MAX_EXTENSION
                && isLetter(text.charAt(dot + 1))
                && isLettersOrDigits(text, dot + 1, text.length());
        if (hasExtension) {
            String name = text.substring(0, dot);
            return name.equals(ID) || isId(name)
                    ? bounded(ID + text.substring(dot))
                    : text.length() > MAX_WORD ? ID : text;
        }
        return text.equals(ID) || isId(text) ? ID : text;
    }

    private static String bounded(String text) {
        return text.length() > MAX_WORD ? ID : text;
    }

    private static boolean isId(String text) {
        if (isVersion(text)) {
            return false;
        }
        int at = text.indexOf('@');
        if (text.length() > MAX_WORD || at > 0 || isFigures(text) || isUuid(text)) {
            return true;
        }
        boolean hasWord = false;
        int from = 0;
        while (from < text.length()) {
            char c = text.charAt(from);
            if (!Character.isLetterOrDigit(c)) {
                if ("-_.~:@(),".indexOf(c) < 0 && Character.getType(c) != Character.NON_SPACING_MARK) {
                    return true;
                }
                from++;
                continue;
            }
            int to = from + 1;
            while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
                to++;
            }
            if (Token.of(text, from, to).isId()) {
                return true;
            }
            hasWord = true;
            from = to;
        }
        return !hasWord;
    }

    /** {@code v1}, {@code v2.1}, {@code v1beta2}. */
    static boolean isVersion(String text) {
        if (text.length() < 2 || text.length() > 12 || (text.charAt(0) != 'v' && text.charAt(0) != 'V')) {
            return false;
        }
        int digits = 1;
        while (digits < text.length() && (isDigit(text.charAt(digits)) || text.charAt(digits) == '.')) {
            digits++;
        }
        if (digits == 1 || digits > 7 || text.charAt(1) == '.') {
            return false;
        }
        int end = text.length();
        while (end > digits && isDigit(text.charAt(end - 1))) {
            end--;
        }
        String stage = text.substring(digits, end);
        return stage.isEmpty() || stage.equals("alpha") || stage.equals("beta") || stage.equals("rc");
    }

    /** Nothing but digits and what stands between them in dates, times, versions, phone numbers and the like. */
    private static boolean isFigures(String text) {
        boolean anyDigit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean between =
                    "-_.:,+()~".indexOf(c) >= 0 || ((c == 'T' || c == 'Z') && i > 0 && isDigit(text.charAt(i - 1)));
            if (!Character.isDigit(c) && !between) {
                return false;
            }
            anyDigit |= Character.isDigit(c);
        }
        return anyDigit;
    }

    private static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? text.charAt(i) != '-' : Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String decoded(String segment) {
        byte[] bytes = new byte[segment.length() * 3];
        int length = 0;
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                int high = i + 2 < segment.length() ? Character.digit(segment.charAt(i + 1), 16) : -1;
                int low = high < 0 ? -1 : Character.digit(segment.charAt(i + 2), 16);
                if (low < 0) {
                    return null;
                }
                bytes[length++] = (byte) (high * 16 + low);
                i += 2;
            } else if (c < 0x80) {
                bytes[length++] = (byte) c;
            } else {
                return null;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isLetters(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isLetter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLettersOrDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isLetter(text.charAt(i)) && !isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
