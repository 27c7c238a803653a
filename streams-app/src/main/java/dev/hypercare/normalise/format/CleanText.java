package dev.hypercare.normalise.format;

import org.jspecify.annotations.Nullable;

/** Text of a log made fit for a label: no control characters, no broken surrogates, not too long. */
public final class CleanText {
    private CleanText() {}

    /** The text without control characters and outer spaces, cut at {@code max} characters; null where nothing or {@code -} is left. */
    public static @Nullable String of(char[] text, int from, int length, int max) {
        int start = from;
        int end = from + length;
        while (start < end && text[start] <= ' ') {
            start++;
        }
        while (end > start && text[end - 1] <= ' ') {
            end--;
        }
        if (start == end) {
            return null;
        }
        for (int i = start; i < end; i++) {
            if (isUnfit(text[i])) {
                return cleaned(text, start, end, max);
            }
        }
        end = Math.min(end, start + max);
        while (text[end - 1] <= ' ') {
            end--;
        }
        return end - start == 1 && text[start] == '-' ? null : new String(text, start, end - start);
    }

    /** As {@link #of(char[], int, int, int)}. */
    public static @Nullable String of(String text, int max) {
        return of(text.toCharArray(), 0, text.length(), max);
    }

    private static @Nullable String cleaned(char[] text, int start, int end, int max) {
        StringBuilder clean = new StringBuilder(Math.min(end - start, max));
        for (int i = start; i < end && clean.length() < max; i++) {
            char c = text[i];
            if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text[i + 1])) {
                if (clean.length() + 2 > max) {
                    break;
                }
                clean.append(c).append(text[++i]);
            } else if (Character.isSurrogate(c)) {
                clean.append('\uFFFD');
            } else if (!isUnfit(c)) {
                clean.append(c);
            }
        }
        String result = clean.toString().strip();
        return result.isEmpty() || result.equals("-") ? null : result;
    }

    private static boolean isUnfit(char c) {
        return c < ' '
                || (c >= 0x7f
                        && (c < 0xa0 || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c) || isInvisible(c)));
    }

    /** Marks that turn the direction of text or have no width: they make two labels look like one. */
    private static boolean isInvisible(char c) {
        return (c >= 0x200b && c <= 0x200f)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2060 && c <= 0x2069)
                || c == 0xfeff;
    }
}
