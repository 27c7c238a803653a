package dev.hypercare.privacy;

import org.jspecify.annotations.Nullable;

/** Where in a text the value of a secret name, or the token after {@code Bearer} or {@code Basic}, stands: {@code [from, to)}. */
record SecretValue(int from, int to) {
    private static final String BARE_ENDS = "&;,\"'<>)}] \t\r\n\\";

    /** The value that belongs to the name {@code text[at, nameEnd)}; null where that is no secret name or has no value. */
    static @Nullable SecretValue find(CharSequence text, int at, int nameEnd) {
        SecretValue token = ofScheme(text, at, nameEnd);
        if (token != null) {
            return token;
        }
        SecretValue named = NamedValue.find(text, at, nameEnd);
        if (named != null) {
            return named;
        }
        if (!SecretNames.isSecret(text, at, nameEnd)) {
            return null;
        }
        int value = afterSeparator(text, nameEnd);
        if (value < 0) {
            return null;
        }
        return at(text, value, SecretNames.ownsTheLine(text, at, nameEnd));
    }

    /** The value that begins at {@code value}; a bare one ends with the line, or before. */
    static SecretValue at(CharSequence text, int value, boolean line) {
        int slashes = slashes(text, value);
        int quote = value + slashes;
        char first = quote < text.length() ? text.charAt(quote) : ' ';
        if (first == '"' || first == '\'') {
            return new SecretValue(quote + 1, closingQuote(text, quote + 1, first, slashes));
        }
        if (first == '[' || first == '{') {
            return new SecretValue(value, closingBracket(text, value));
        }
        return new SecretValue(value, line ? endOfLine(text, value) : endOfBare(text, value));
    }

    private static @Nullable SecretValue ofScheme(CharSequence text, int at, int nameEnd) {
        boolean bearer = Chars.endOf("bearer", text, at) == nameEnd;
        if (!bearer && Chars.endOf("basic", text, at) != nameEnd) {
            return null;
        }
        int from = nameEnd;
        while (from < text.length() && (text.charAt(from) == ' ' || text.charAt(from) == '+')) {
            from++;
        }
        int to = from;
        boolean wordy = true;
        while (to < text.length() && Chars.isInToken(text.charAt(to))) {
            wordy &= text.charAt(to) >= 'a' && text.charAt(to) <= 'z';
            to++;
        }
        return from > nameEnd && to - from >= 6 && (bearer || !wordy) ? new SecretValue(from, to) : null;
    }

    /** Where the value begins after {@code ":}, {@code =}, {@code \":}, {@code %3D}; -1 where the name has none. */
    static int afterSeparator(CharSequence text, int nameEnd) {
        int at = nameEnd + slashes(text, nameEnd);
        int encodedQuote = Chars.endOf("%22", text, at);
        if (encodedQuote > 0) {
            at = encodedQuote;
        } else if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
            at++;
        }
        at = afterSpaces(text, at);
        int encoded = Math.max(Chars.endOf("%3d", text, at), Chars.endOf("%3a", text, at));
        if (encoded > 0) {
            return encoded;
        }
        if (at >= text.length() || (text.charAt(at) != ':' && text.charAt(at) != '=')) {
            return -1;
        }
        return afterSpaces(text, Math.max(at + 1, Chars.endOf("=>", text, at)));
    }

    static int afterSpaces(CharSequence text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    static int slashes(CharSequence text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == '\\') {
            at++;
        }
        return at - from;
    }

    /** A quote closes when it is escaped as often as the one that opened. */
    private static int closingQuote(CharSequence text, int from, char quote, int escapes) {
        int slashes = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                slashes++;
                continue;
            }
            if (c == quote && closes(slashes, escapes)) {
                return escapes == 0 ? i : i - Math.min(slashes, escapes);
            }
            slashes = 0;
        }
        return text.length();
    }

    private static boolean closes(int slashes, int escapes) {
        return escapes == 0 ? slashes % 2 == 0 : slashes <= escapes;
    }

    /** Behind the bracket that closes the one at {@code from}, or the end of the text. */
    private static int closingBracket(CharSequence text, int from) {
        int depth = 0;
        int slashes = 0;
        int escapes = -1;
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                slashes++;
                continue;
            }
            if (c == '"') {
                escapes = escapes < 0 ? slashes : escapes;
                quoted ^= !quoted || closes(slashes, escapes);
            } else if (!quoted && (c == '[' || c == '{')) {
                depth++;
            } else if (!quoted && (c == ']' || c == '}') && --depth == 0) {
                return i + 1;
            }
            slashes = 0;
        }
        return text.length();
    }

    private static int endOfLine(CharSequence text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escapedEnd = c == '\\' && i + 1 < text.length() && "rn".indexOf(text.charAt(i + 1)) >= 0;
            boolean quote = c == '"' && (i == from || text.charAt(i - 1) != '\\');
            if (c == '\n' || c == '\r' || escapedEnd || quote) {
                return i;
            }
        }
        return text.length();
    }

    private static int endOfBare(CharSequence text, int from) {
        int at = from;
        while (at < text.length() && BARE_ENDS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
