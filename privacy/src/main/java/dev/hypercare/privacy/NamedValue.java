package dev.hypercare.privacy;

import org.jspecify.annotations.Nullable;

/** Pairs that tell a name beside its value, as OpenTelemetry does: {@code {"key":"x-api-key","value":{"stringValue":"..."}}}. */
final class NamedValue {
    /** Longest name that is looked at, characters. */
    private static final int LONGEST = 256;

    private NamedValue() {}

    /**
     * The value of the pair that begins at the word {@code text[at, wordEnd)}; an empty one where nobody minds who reads it; null where there
     * is no such pair.
     */
    static @Nullable SecretValue find(CharSequence text, int at, int wordEnd) {
        if (Chars.endOf("key", text, at) != wordEnd && Chars.endOf("name", text, at) != wordEnd) {
            return null;
        }
        int from = inQuotes(text, SecretValue.afterSeparator(text, wordEnd));
        int to = from < 0 ? -1 : endOfName(text, from);
        int value = to < 0 ? -1 : valueAfter(text, to);
        if (value < 0) {
            return null;
        }
        int last = from;
        for (int i = from; i < to; i++) {
            last = Chars.isInName(text.charAt(i)) ? last : i + 1;
        }
        return SecretNames.isSecret(text, last, to)
                ? SecretValue.at(text, value, false)
                : new SecretValue(value, value);
    }

    /** Behind the quote at {@code at}, which may be escaped; -1 where there is none. */
    private static int inQuotes(CharSequence text, int at) {
        int quote = at < 0 ? text.length() : at + SecretValue.slashes(text, at);
        return quote < text.length() && text.charAt(quote) == '"' ? quote + 1 : -1;
    }

    private static int endOfName(CharSequence text, int from) {
        int to = from;
        while (to < text.length() && to - from <= LONGEST && text.charAt(to) != '"' && text.charAt(to) != '\\') {
            to++;
        }
        return to < text.length() && to - from <= LONGEST ? to : -1;
    }

    /** Where the value begins in {@code ","value":}; -1 where something else follows. */
    private static int valueAfter(CharSequence text, int nameEnd) {
        int quote = inQuotes(text, nameEnd);
        int comma = quote < 0 ? text.length() : SecretValue.afterSpaces(text, quote);
        if (comma >= text.length() || text.charAt(comma) != ',') {
            return -1;
        }
        int word = inQuotes(text, SecretValue.afterSpaces(text, comma + 1));
        int wordEnd = word < 0 ? -1 : Chars.endOf("value", text, word);
        return wordEnd < 0 ? -1 : SecretValue.afterSeparator(text, wordEnd);
    }
}
