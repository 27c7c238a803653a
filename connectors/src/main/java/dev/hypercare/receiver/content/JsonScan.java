package dev.hypercare.receiver.content;

/** Steps over the tokens of bytes that are JSON for certain, and tells where each stands. */
final class JsonScan {
    private final byte[] json;
    private int from;
    private int to;

    JsonScan(byte[] json) {
        this.json = json;
    }

    /** The next token: one of <code>{}[]:,"</code>, {@code v} for a number or a word, 0 at the end. */
    char next() {
        from = to;
        while (from < json.length && isSpace(json[from])) {
            from++;
        }
        to = from;
        if (from == json.length) {
            return 0;
        }
        char c = (char) json[from];
        if (c == '"') {
            to = endOfString();
            return c;
        }
        if ("{}[]:,".indexOf(c) >= 0) {
            to = from + 1;
            return c;
        }
        while (to < json.length && !isSpace(json[to]) && "{}[]:,\"".indexOf(json[to]) < 0) {
            to++;
        }
        return 'v';
    }

    /** Goes to the end of the value whose first token was just read. */
    void skip(char first) {
        int begin = from;
        int depth = first == '{' || first == '[' ? 1 : 0;
        while (depth > 0) {
            char token = next();
            depth += token == '{' || token == '[' ? 1 : token == '}' || token == ']' ? -1 : 0;
            if (token == 0) {
                throw new IllegalStateException("no JSON: it ends inside a value");
            }
        }
        from = begin;
    }

    /** Where the token, or the value that was skipped, begins. */
    int from() {
        return from;
    }

    /** Behind it. */
    int to() {
        return to;
    }

    private int endOfString() {
        int at = from + 1;
        while (at < json.length && json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, json.length);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
