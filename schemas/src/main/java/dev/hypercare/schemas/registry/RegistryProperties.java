package dev.hypercare.schemas.registry;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * The properties of Confluent's clients that we understand: {@code schema.registry.url} (comma separated),
 * {@code basic.auth.credentials.source} ({@code URL}, {@code USER_INFO}), {@code basic.auth.user.info},
 * {@code bearer.auth.credentials.source} ({@code STATIC_TOKEN}), {@code bearer.auth.token},
 * {@code schema.registry.ssl.truststore.*} and {@code schema.registry.ssl.keystore.*} ({@code location}, {@code type},
 * {@code password}), {@code schema.registry.ssl.key.password}, {@code http.connect.timeout.ms}, {@code http.read.timeout.ms},
 * {@code max.retries}, {@code retries.wait.ms}. The authentication properties may carry the prefix {@code schema.registry.} too.
 */
public final class RegistryProperties {
    public static final String URL = "schema.registry.url";
    public static final String AUTO_REGISTER = "auto.register.schemas";
    private static final String PREFIX = "schema.registry.";

    private final Map<String, ?> properties;

    RegistryProperties(Map<String, ?> properties) {
        this.properties = properties;
    }

    RegistryConfig read() {
        if ("".equals(text(PREFIX + "ssl.endpoint.identification.algorithm"))) {
            throw new IllegalArgumentException(
                    PREFIX
                            + "ssl.endpoint.identification.algorithm: empty (expected: https; the host name is always checked)");
        }
        List<URI> given = urls();
        return new RegistryConfig(
                given.stream().map(RegistryProperties::withoutUser).toList(),
                credentials(given),
                store("truststore"),
                store("keystore"),
                millis("http.connect.timeout.ms", 5_000),
                millis("http.read.timeout.ms", 10_000),
                number("max.retries", 3, 0, 100) + 1,
                millis("retries.wait.ms", 200));
    }

    /** Whether serializers may register schemas; false unless {@code auto.register.schemas} says so. */
    public static boolean autoRegister(Map<String, ?> properties) {
        String value = new RegistryProperties(properties).text(AUTO_REGISTER);
        if (value == null || value.equalsIgnoreCase("false")) {
            return false;
        }
        if (value.equalsIgnoreCase("true")) {
            return true;
        }
        throw new IllegalArgumentException(AUTO_REGISTER + ": " + value + " (expected: true or false)");
    }

    private List<URI> urls() {
        Object value = properties.get(URL);
        List<URI> urls = new ArrayList<>();
        String joined = value instanceof List<?> list
                ? String.join(",", list.stream().map(String::valueOf).toList())
                : value == null ? "" : value.toString();
        for (String word : joined.split(",")) {
            if (!word.isBlank()) {
                try {
                    urls.add(URI.create(word.trim()));
                } catch (IllegalArgumentException e) {
                    // The cause is left out: it repeats the URL, which may hold a password.
                    throw new IllegalArgumentException(URL + ": not a URL (expected: http://host:port)");
                }
            }
        }
        return urls;
    }

    private static URI withoutUser(URI url) {
        String user = url.getRawUserInfo();
        return user == null ? url : URI.create(url.toString().replace(user + "@", ""));
    }

    private Credentials credentials(List<URI> given) {
        String bearer = auth("bearer.auth.credentials.source");
        String token = auth("bearer.auth.token");
        if (bearer != null || token != null) {
            if (bearer != null && !bearer.equals("STATIC_TOKEN")) {
                throw new IllegalArgumentException(
                        "bearer.auth.credentials.source: " + bearer + " (expected: STATIC_TOKEN)");
            }
            if (token == null || token.isBlank()) {
                throw new IllegalArgumentException("bearer.auth.token: missing (expected: the token)");
            }
            return new Credentials.Bearer(new Secret(token));
        }
        String info = auth("basic.auth.user.info");
        String source = auth("basic.auth.credentials.source");
        return switch (source == null ? (info == null ? "URL" : "USER_INFO") : source) {
            case "URL" -> fromUrls(given);
            case "USER_INFO" -> basic("basic.auth.user.info", info);
            default ->
                throw new IllegalArgumentException(
                        "basic.auth.credentials.source: " + source + " (expected: USER_INFO or URL)");
        };
    }

    private static Credentials fromUrls(List<URI> given) {
        for (URI url : given) {
            if (url.getUserInfo() != null) {
                return basic(URL, url.getUserInfo());
            }
        }
        return new Credentials.None();
    }

    private static Credentials basic(String property, @Nullable String info) {
        int colon = info == null ? -1 : info.indexOf(':');
        if (info == null || colon < 1) {
            throw new IllegalArgumentException(property + ": no user and password (expected: user:password)");
        }
        return new Credentials.Basic(info.substring(0, colon), new Secret(info.substring(colon + 1)));
    }

    private @Nullable KeyStoreSource store(String which) {
        String location = text(PREFIX + "ssl." + which + ".location");
        if (location == null) {
            return null;
        }
        String type = text(PREFIX + "ssl." + which + ".type");
        type = type == null ? "JKS" : type.toUpperCase(Locale.ROOT);
        if (!List.of("JKS", "PKCS12", "PEM").contains(type)) {
            throw new IllegalArgumentException(
                    PREFIX + "ssl." + which + ".type: " + type + " (expected: JKS, PKCS12 or PEM)");
        }
        return new KeyStoreSource(
                Path.of(location),
                type,
                secret(PREFIX + "ssl." + which + ".password"),
                which.equals("keystore") ? secret(PREFIX + "ssl.key.password") : null);
    }

    private @Nullable Secret secret(String name) {
        String value = text(name);
        return value == null ? null : new Secret(value);
    }

    private Duration millis(String name, int absent) {
        return Duration.ofMillis(number(name, absent, 1, 3_600_000));
    }

    private int number(String name, int absent, int min, int max) {
        String value = text(name);
        if (value == null) {
            return absent;
        }
        try {
            int number = Integer.parseInt(value.trim());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        throw new IllegalArgumentException(
                name + ": " + value + " (expected: a whole number from " + min + " to " + max + ")");
    }

    private @Nullable String auth(String name) {
        String value = text(name);
        return value == null ? text(PREFIX + name) : value;
    }

    /** Kafka's own {@code Password} hides its text in toString and reveals it in {@code value()}. */
    private @Nullable String text(String name) {
        Object value = properties.get(name);
        if (value instanceof Password password) {
            return password.value();
        }
        return value == null ? null : value.toString();
    }
}
