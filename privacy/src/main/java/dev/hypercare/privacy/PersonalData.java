package dev.hypercare.privacy;

import java.util.List;

/**
 * Recognises what gives a person or an account away by its looks. Each method tells where the thing that begins at {@code at} ends, or
 * -1; {@code at} is the beginning of a word. None looks further ahead than a bound, or than what it then replaces.
 */
final class PersonalData {
    private static final List<String> KEY_PREFIXES = List.of(
            "sk-",
            "sk_",
            "pk_",
            "rk_",
            "ghp_",
            "gho_",
            "ghs_",
            "ghu_",
            "github_pat_",
            "glpat-",
            "xoxb-",
            "xoxp-",
            "xoxa-",
            "akia",
            "asia",
            "aiza",
            "hf_",
            "npm_");
    private static final int SHORTEST_KEY = 16;
    private static final int LONGEST_KEY = 256;
    private static final int SHORTEST_JWT = 20;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_DOMAIN = 255;

    private PersonalData() {}

    static int endOfIp(CharSequence text, int at) {
        boolean inNumber = at > 0 && text.charAt(at - 1) == '.';
        int end = inNumber || !Chars.isDigit(text.charAt(at)) ? -1 : IpAddress.endOfV4(text, at);
        return end > 0 ? end : IpAddress.endOfV6(text, at);
    }

    static int endOfJwt(CharSequence text, int at) {
        if (at + 3 > text.length()
                || text.charAt(at) != 'e'
                || text.charAt(at + 1) != 'y'
                || text.charAt(at + 2) != 'J') {
            return -1;
        }
        int end = at;
        while (end < text.length() && (Chars.isInName(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        return end - at >= SHORTEST_JWT ? end : -1;
    }

    static int endOfKey(CharSequence text, int at) {
        for (String prefix : KEY_PREFIXES) {
            if (Chars.endOf(prefix, text, at) > 0) {
                int end = at;
                boolean digit = false;
                while (end < text.length() && end - at < LONGEST_KEY && Chars.isInName(text.charAt(end))) {
                    digit |= Chars.isDigit(text.charAt(end));
                    end++;
                }
                return digit && end - at >= SHORTEST_KEY ? end : -1;
            }
        }
        return -1;
    }

    /** 13 to 19 digits, in groups or not, that begin as cards do and whose check digit is right. */
    static int endOfCard(CharSequence text, int at) {
        char first = text.charAt(at);
        if (first < '2' || first > '6' || (at > 0 && text.charAt(at - 1) == '.')) {
            return -1;
        }
        int[] digits = new int[19];
        int count = 0;
        int best = -1;
        int i = at;
        while (i < text.length() && count < 19 && Chars.isDigit(text.charAt(i))) {
            digits[count++] = text.charAt(i++) - '0';
            boolean groupEnds = i == text.length() || !Chars.isWord(text.charAt(i));
            if (groupEnds && count >= 13 && luhn(digits, count)) {
                best = i;
            }
            boolean groupFollows = i + 1 < text.length()
                    && (text.charAt(i) == ' ' || text.charAt(i) == '-')
                    && Chars.isDigit(text.charAt(i + 1));
            i += groupFollows ? 1 : 0;
        }
        return best;
    }

    static int endOfEmail(CharSequence text, int at) {
        int i = at;
        while (i < text.length() && i - at <= LONGEST_LOCAL_PART && isInLocalPart(text.charAt(i))) {
            i++;
        }
        int domain = i < text.length() && text.charAt(i) == '@' ? i + 1 : Chars.endOf("%40", text, i);
        if (domain < 0 || i == at) {
            return -1;
        }
        int end = domain;
        int lastDot = -1;
        while (end < text.length() && end - domain <= LONGEST_DOMAIN && isInDomain(text.charAt(end))) {
            lastDot = text.charAt(end) == '.' && end + 1 < text.length() && isInDomain(text.charAt(end + 1))
                    ? end
                    : lastDot;
            end++;
        }
        while (end > domain && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '-')) {
            end--;
        }
        return lastDot > domain && lastDot < end ? end : -1;
    }

    private static boolean luhn(int[] digits, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int digit = digits[count - 1 - i];
            int twice = digit * 2;
            sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }

    private static boolean isInLocalPart(char c) {
        return Chars.isInName(c) || c == '.' || c == '+' || c == '\'';
    }

    private static boolean isInDomain(char c) {
        return Chars.isInName(c) || c == '.';
    }
}
