package dev.hypercare.privacy;

import java.util.Set;

/** Names whose values nobody but their owner should read: of headers, JSON fields, query parameters. */
final class SecretNames {
    private static final int LONGEST = 40;
    private static final Set<String> NAMES = Set.of(
            "key",
            "auth",
            "pass",
            "pwd",
            "pin",
            "otp",
            "cvv",
            "cvc",
            "ssn",
            "sig",
            "sid",
            "jwt",
            "secret",
            "token",
            "cookie",
            "setcookie",
            "session",
            "signature",
            "credential",
            "credentials",
            "passphrase",
            "jsessionid",
            "phpsessid");
    private static final Set<String> ENDINGS = Set.of(
            "password",
            "passwd",
            "secret",
            "token",
            "apikey",
            "authorization",
            "cookie",
            "sessionid",
            "privatekey",
            "accesskey",
            "secretkey",
            "accesskeyid",
            "signature",
            "credential");
    /** Headers whose value goes on to the end of the line. */
    private static final Set<String> LINES = Set.of("authorization", "proxyauthorization", "cookie", "setcookie");

    private SecretNames() {}

    /** Whether {@code text[from, to)} is such a name, in any case, with or without - and _. */
    static boolean isSecret(CharSequence text, int from, int to) {
        String name = plain(text, from, to);
        if (NAMES.contains(name)) {
            return true;
        }
        for (String ending : ENDINGS) {
            if (name.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a bare value of this name ends with the line only. */
    static boolean ownsTheLine(CharSequence text, int from, int to) {
        return LINES.contains(plain(text, from, to));
    }

    private static String plain(CharSequence text, int from, int to) {
        StringBuilder name = new StringBuilder(LONGEST);
        for (int i = Math.max(from, to - LONGEST); i < to; i++) {
            char c = text.charAt(i);
            if (c != '-' && c != '_') {
                name.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
            }
        }
        return name.toString();
    }
}
