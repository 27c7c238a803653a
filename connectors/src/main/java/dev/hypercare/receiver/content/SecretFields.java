package dev.hypercare.receiver.content;

import java.util.List;
import java.util.Locale;

/**
 * Names of fields and headers whose values are secrets. A name is one where it ends with an entry of the list, in any case and without what
 * stands between letters and digits: {@code X-Api-Key}, {@code http.request.header.api_key} end with {@code api-key}.
 */
public final class SecretFields {
    /** What is masked by default. */
    public static final List<String> DEFAULT = List.of(
            "authorization",
            "cookie",
            "api-key",
            "password",
            "passwd",
            "pwd",
            "passphrase",
            "secret",
            "token",
            "credential",
            "credentials",
            "private-key",
            "access-key",
            "access-key-id",
            "secret-key",
            "routing-key",
            "session-id",
            "jwt",
            "card-number",
            "cvv",
            "cvc",
            "ssn");

    private final List<String> endings;

    /** The names that end with one of these. */
    public SecretFields(List<String> names) {
        endings = names.stream()
                .map(SecretFields::plain)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Whether the value of this name is a secret. */
    boolean isSecret(String name) {
        String plain = plain(name);
        return endings.stream().anyMatch(plain::endsWith);
    }

    /** Whether a number under this name is a count: gateways in front of models count {@code total_token}. */
    static boolean counts(String name) {
        return plain(name).endsWith("token");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
