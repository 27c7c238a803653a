package dev.hypercare.convert;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;

/** The keys of the converter; a connector gives them after {@code value.converter.}. */
public final class ConverterKeys {
    static final String SHAPE = "shape";

    private ConverterKeys() {}

    /** The definition, with the documentation of each key. */
    public static ConfigDef definition() {
        return new ConfigDef()
                .define(
                        "schema.registry.url",
                        Type.LIST,
                        NO_DEFAULT_VALUE,
                        Importance.HIGH,
                        "URLs of the schema registry, separated by commas, such as http://127.0.0.1:18081.")
                .define(
                        SHAPE,
                        Type.STRING,
                        "nested",
                        ValidString.in("nested", "columns"),
                        Importance.HIGH,
                        "nested (names, records, maps and arrays as in the Avro schema) or columns (flat, for tables).")
                .define(
                        "basic.auth.user.info",
                        Type.PASSWORD,
                        null,
                        Importance.MEDIUM,
                        "user:password for the registry; use a ConfigProvider.")
                .define(
                        "bearer.auth.token",
                        Type.PASSWORD,
                        null,
                        Importance.MEDIUM,
                        "Bearer token for the registry; use a ConfigProvider.")
                .define(
                        "schema.registry.ssl.truststore.location",
                        Type.STRING,
                        null,
                        Importance.MEDIUM,
                        "File with the authorities that the registry is trusted by; those of Java where there is none.")
                .define(
                        "schema.registry.ssl.truststore.type",
                        Type.STRING,
                        "JKS",
                        Importance.LOW,
                        "JKS, PKCS12 or PEM.")
                .define(
                        "schema.registry.ssl.truststore.password",
                        Type.PASSWORD,
                        null,
                        Importance.LOW,
                        "Its password; use a ConfigProvider.")
                .define(
                        "schema.registry.ssl.keystore.location",
                        Type.STRING,
                        null,
                        Importance.LOW,
                        "File with a certificate of our own and its key, where the registry asks for one.")
                .define("schema.registry.ssl.keystore.type", Type.STRING, "JKS", Importance.LOW, "JKS, PKCS12 or PEM.")
                .define(
                        "schema.registry.ssl.keystore.password",
                        Type.PASSWORD,
                        null,
                        Importance.LOW,
                        "Its password; use a ConfigProvider.")
                .define(
                        "schema.registry.ssl.key.password",
                        Type.PASSWORD,
                        null,
                        Importance.LOW,
                        "Password of the key in it, where it has another.")
                .define(
                        "http.connect.timeout.ms",
                        Type.INT,
                        5_000,
                        Importance.LOW,
                        "How long connecting to the registry may take.")
                .define(
                        "http.read.timeout.ms",
                        Type.INT,
                        10_000,
                        Importance.LOW,
                        "How long an exchange with the registry may take.")
                .define(
                        "max.retries",
                        Type.INT,
                        3,
                        Importance.LOW,
                        "How often all URLs are tried again before Connect is told that it must wait.")
                .define(
                        "retries.wait.ms",
                        Type.LONG,
                        200L,
                        Importance.LOW,
                        "Pause before the first of these; it doubles, up to 5 s.");
    }

    /** Error: {@link ConfigException} for the first value that does not fit. */
    static void check(Map<String, ?> given) {
        Map<String, Object> present = new TreeMap<>();
        given.forEach((key, value) -> {
            if (value != null) {
                present.put(key, value);
            }
        });
        definition().parse(present);
    }
}
