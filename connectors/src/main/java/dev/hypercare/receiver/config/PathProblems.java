package dev.hypercare.receiver.config;

import dev.hypercare.receiver.content.Pointer;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds what is wrong with one path beyond what single keys say. */
final class PathProblems {
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    private final Map<String, String> properties;
    private final String prefix;
    private final BiConsumer<String, String> problems;

    PathProblems(Map<String, String> properties, String name, BiConsumer<String, String> problems) {
        this.properties = properties;
        this.prefix = ReceiverConfig.prefix(name);
        this.problems = problems;
    }

    void find() {
        if (has(PathKeys.PATH)
                && (!value(PathKeys.PATH).matches("/[^?#\\s]+")
                        || value(PathKeys.PATH).equals("/health"))) {
            add(
                    PathKeys.PATH,
                    "is '" + value(PathKeys.PATH) + "'; expected a path such as /in/kong, other than /health");
        }
        if (has(PathKeys.TOPIC) && !TOPIC.matcher(value(PathKeys.TOPIC)).matches()) {
            add(PathKeys.TOPIC, "is '" + value(PathKeys.TOPIC) + "'; expected letters, digits, . _ and -, at most 249");
        }
        findOrigins();
        switch (value(PathKeys.AUTH)) {
            case "token" -> findToken();
            case "basic" -> {
                need(PathKeys.BASIC_USER, "basic");
                need(PathKeys.BASIC_PASSWORD, "basic");
            }
            case "hmac" -> findHmac();
            case "mtls" -> findMtls();
            default -> {}
        }
    }

    private void findOrigins() {
        for (String key : List.of(PathKeys.ID_POINTER, PathKeys.KEY_POINTER)) {
            if (!has(key)) {
                continue;
            }
            try {
                new Pointer(value(key));
            } catch (IllegalArgumentException e) {
                add(key, "is '" + value(key) + "'; expected a JSON pointer such as /issue/key");
            }
        }
        boolean lines = value(PathKeys.BATCH).equals("lines");
        if (lines && has(PathKeys.KEY_POINTER)) {
            add(PathKeys.KEY_POINTER, "points into JSON, which lines are not; use " + PathKeys.KEY_HEADER);
        }
        if ((lines || value(PathKeys.BATCH).equals("ndjson")) && has(PathKeys.ID_POINTER)) {
            add(PathKeys.ID_POINTER, "points into one JSON document, which the body is not; use " + PathKeys.ID_HEADER);
        }
    }

    private void findToken() {
        need(PathKeys.TOKEN_SHA256S, "token");
        for (String hash : value(PathKeys.TOKEN_SHA256S).split(",")) {
            if (has(PathKeys.TOKEN_SHA256S) && !SHA256.matcher(hash.strip()).matches()) {
                add(
                        PathKeys.TOKEN_SHA256S,
                        "has an entry that is no SHA-256; expected 64 hex digits, not the token itself");
            }
        }
    }

    private void findHmac() {
        need(PathKeys.HMAC_SECRET, "hmac");
        String signed = properties.getOrDefault(prefix + PathKeys.HMAC_SIGNED, "{body}");
        if (!signed.contains("{body}")) {
            add(PathKeys.HMAC_SIGNED, "is '" + signed + "'; expected {body} in it");
        }
        if (signed.contains("{timestamp}") != has(PathKeys.HMAC_TIMESTAMP_HEADER)) {
            add(
                    PathKeys.HMAC_TIMESTAMP_HEADER,
                    "and {timestamp} in " + PathKeys.HMAC_SIGNED
                            + " belong together: a time that is not signed proves nothing");
        }
    }

    private void findMtls() {
        if (properties.getOrDefault(ListenerKeys.CLIENT_CA, "").isEmpty()) {
            add(PathKeys.AUTH, "is mtls; set " + ListenerKeys.CLIENT_CA + " to the authorities of the clients");
        }
        for (String pattern : value(PathKeys.MTLS_SUBJECTS).split(",")) {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                add(PathKeys.MTLS_SUBJECTS, "has '" + pattern + "', which is no regular expression");
            }
        }
    }

    private void need(String key, String auth) {
        if (!has(key)) {
            add(key, "is missing; " + PathKeys.AUTH + " is " + auth);
        }
    }

    private boolean has(String key) {
        return !value(key).isBlank();
    }

    private String value(String key) {
        return properties.getOrDefault(prefix + key, "");
    }

    private void add(String key, String text) {
        problems.accept(prefix + key, text);
    }
}
