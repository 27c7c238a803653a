package dev.hypercare.normalise.format;

import org.jspecify.annotations.Nullable;

/** Takes a line of text apart from left to right, in time that is linear in its length. */
final class LineScanner {
    private final String line;
    private int at;

    LineScanner(String line) {
        this.line = line;
    }

    boolean atEnd() {
        while (at < line.length() && line.charAt(at) <= ' ') {
            at++;
        }
        return at == line.length();
    }

    /** The next word, up to a blank; null at the end. */
    @Nullable
    String word() {
        return atEnd() ? null : upToBlank();
    }

    /** The next word, or text in double quotes; null at the end. */
    @Nullable
    String next() {
        return atEnd() ? null : value();
    }

    /** What stands before the {@code =} of the next word, and takes the {@code =}, too; null, and takes nothing, where it has none. */
    @Nullable
    String name() {
        int to = atEnd() ? at : at + 1;
        while (to < line.length() && "= \"".indexOf(line.charAt(to)) < 0) {
            to++;
        }
        if (to >= line.length() || line.charAt(to) != '=' || line.charAt(at) == '"') {
            return null;
        }
        String name = line.substring(at, to);
        at = to + 1;
        return name;
    }

    /** What stands right here: a text in double quotes, where a quote after a backslash belongs to the text; else up to a blank. */
    String value() {
        if (at == line.length() || line.charAt(at) != '"') {
            return upToBlank();
        }
        int from = at + 1;
        int to = from;
        while (to < line.length() && line.charAt(to) != '"') {
            to += line.charAt(to) == '\\' ? 2 : 1;
        }
        int end = Math.min(to, line.length());
        at = Math.min(to + 1, line.length());
        return line.substring(from, end);
    }

    /** What stands between the bracket on which it stands and the one that closes it; null where none does. */
    @Nullable
    String bracketed() {
        int to = at < line.length() && line.charAt(at) == '[' ? line.indexOf(']', at) : -1;
        if (to < 0) {
            return null;
        }
        String text = line.substring(at + 1, to);
        at = to + 1;
        return text;
    }

    /** The next text in double quotes, whatever stands before it; null where there is none. */
    @Nullable
    String nextQuoted() {
        int quote = line.indexOf('"', at);
        if (quote < 0) {
            return null;
        }
        at = quote;
        return value();
    }

    private String upToBlank() {
        int to = line.indexOf(' ', at);
        String text = line.substring(at, to < 0 ? line.length() : to);
        at += text.length();
        return text;
    }
}
