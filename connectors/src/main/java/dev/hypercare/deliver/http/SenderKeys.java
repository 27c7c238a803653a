package dev.hypercare.deliver.http;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import dev.hypercare.schemas.registry.KeyStoreSource;
import dev.hypercare.schemas.registry.Tls;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The keys that all deliverers share: time-outs, pauses, TLS, and where people read more. */
public final class SenderKeys {
    private static final String TIMEOUT = "timeout.ms";
    private static final String FIRST = "retry.first.ms";
    private static final String LONGEST = "retry.longest.ms";
    private static final String CA = "tls.ca";
    private static final String IDENTITY = "tls.identity";
    private static final String CONSOLE = "console.url";
    private static final String RUNBOOKS = "runbook.url";
    private static final String OLD = "catch.up.age.ms";

    private SenderKeys() {}

    /** Adds them to a definition, with the documentation of each key. */
    public static ConfigDef define(ConfigDef keys) {
        key(keys, TIMEOUT, Type.LONG, 10_000L, atLeast(100), Importance.MEDIUM, """
                How long connecting may take, and a request with its answer, milliseconds.""");
        key(keys, FIRST, Type.LONG, 1_000L, atLeast(1), Importance.LOW, """
                Pause after the first failure, milliseconds; it doubles with each further one, and varies by half.""");
        key(keys, LONGEST, Type.LONG, 30_000L, atLeast(1), Importance.LOW, """
                The longest such pause, milliseconds; a Retry-After can make it longer, up to an hour.""");
        key(keys, CA, Type.STRING, "", SenderKeys::checkFile, Importance.MEDIUM, """
                PEM file with the authorities that the other side is trusted by; empty for those of Java. Host names are always
                checked.""");
        key(keys, IDENTITY, Type.STRING, "", SenderKeys::checkFile, Importance.LOW, """
                PEM file with an unencrypted PKCS#8 key and its certificates, where the other side asks for ours.""");
        key(keys, CONSOLE, Type.STRING, "", SenderKeys::checkAddress, Importance.MEDIUM, """
                Address of the console as people reach it, such as https://hypercare.example/console/; empty for no link.""");
        key(keys, RUNBOOKS, Type.STRING, "", SenderKeys::checkAddress, Importance.MEDIUM, """
                What relative paths of runbooks, such as docs/runbooks/api-errors.md, begin with; empty leaves them as they
                are.""");
        key(keys, OLD, Type.LONG, 60_000L, atLeast(1_000), Importance.LOW, """
                Records older than this are of the past: only how things stand is told, when what followed them has been read;
                milliseconds.""");
        return keys;
    }

    /** Adds one. */
    public static void key(
            ConfigDef keys,
            String name,
            Type type,
            @Nullable Object value,
            ConfigDef.@Nullable Validator validator,
            Importance importance,
            String text) {
        keys.define(name, type, value, validator, importance, text.strip().replaceAll("\\s+", " "));
    }

    /** Error: {@link ConfigException} for what is not empty and no http(s) address; it never repeats it. */
    public static void checkAddress(String name, @Nullable Object value) {
        String text = value == null ? "" : value.toString();
        if (!text.isEmpty() && !isAddress(text)) {
            throw new ConfigException(name + " is no address; expected http://host:port/ or https://host/");
        }
    }

    /** Whether it is an http(s) address with a host and without a user. */
    public static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void checkFile(String name, @Nullable Object value) {
        String file = value == null ? "" : value.toString();
        if (!file.isEmpty() && !Files.isReadable(Path.of(file))) {
            throw new ConfigException(name + " is '" + file + "', which cannot be read on this worker");
        }
    }

    /** What sends by them, with the clock of this machine. Error: {@link ConfigException} for TLS files that do not fit. */
    public static HttpSender sender(AbstractConfig config) {
        KeyStoreSource trust = pem(config.getString(CA));
        KeyStoreSource identity = pem(config.getString(IDENTITY));
        try {
            SSLContext tls = trust == null && identity == null ? null : Tls.context(trust, identity);
            return new HttpSender(tls, Duration.ofMillis(config.getLong(TIMEOUT)), System::currentTimeMillis);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("tls.ca, tls.identity: " + e.getMessage());
        }
    }

    /** The pauses by them. */
    public static BackOff backOff(AbstractConfig config) {
        return new BackOff(config.getLong(FIRST), config.getLong(LONGEST));
    }

    /** Address of the console; empty for none. */
    public static String console(AbstractConfig config) {
        return config.getString(CONSOLE);
    }

    /** What relative runbooks begin with; empty for nothing. */
    public static String runbooks(AbstractConfig config) {
        return config.getString(RUNBOOKS);
    }

    /** From which age on a record is of the past, milliseconds. */
    public static long oldMs(AbstractConfig config) {
        return config.getLong(OLD);
    }

    private static @Nullable KeyStoreSource pem(String file) {
        return file.isEmpty() ? null : new KeyStoreSource(Path.of(file), "PEM", null, null);
    }
}
