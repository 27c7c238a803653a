package dev.hypercare.privacy;

/** Kinds of ASCII characters. */
final class Chars {
    private Chars() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_';
    }

    static boolean isInName(char c) {
        return isWord(c) || c == '-';
    }

    /** What tokens and their encodings are made of. */
    static boolean isInToken(char c) {
        return isInName(c) || c == '.' || c == '~' || c == '+' || c == '/' || c == '=';
    }

    /** Where the characters from {@code at} on stop being equal to the lower-case {@code word}, in any case; -1 where they differ. */
    static int endOf(String word, CharSequence text, int at) {
        if (at + word.length() > text.length()) {
            return -1;
        }
        for (int i = 0; i < word.length(); i++) {
            char c = text.charAt(at + i);
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != word.charAt(i)) {
                return -1;
            }
        }
        return at + word.length();
    }
}
