package dev.hypercare.query.access;

import dev.hypercare.contract.config.Section;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * HTTPS: files with a certificate and its key, in one of two forms.
 *
 * @param certificate PEM: the certificate, then those between it and the root
 * @param key PEM: its private key, PKCS8
 * @param keystore PKCS12 file with both, in place of the two
 * @param passwordFile holds the password of the key or of the key store
 * @param clientCa PEM: who has a certificate of these authorities may connect, and nobody else; null for everybody
 * @param reload how often the files are looked at
 */
public record TlsConfig(
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path keystore,
        @Nullable Path passwordFile,
        @Nullable Path clientCa,
        Duration reload) {
    /** No HTTPS. */
    public static final TlsConfig NONE = new TlsConfig(null, null, null, null, null, Duration.ofSeconds(30));

    /** Reads the section {@code query.tls:}; what is wrong is added to the section's problems. */
    public static TlsConfig read(Section section) {
        TlsConfig config = new TlsConfig(
                AccessConfig.file(section, "certificate"),
                AccessConfig.file(section, "key"),
                AccessConfig.file(section, "keystore"),
                AccessConfig.file(section, "password-file"),
                AccessConfig.file(section, "client-ca"),
                section.duration("reload", NONE.reload, Duration.ofSeconds(1), Duration.ofDays(1)));
        if ((config.certificate == null) != (config.key == null)) {
            section.problem(
                    config.key == null ? "key" : "certificate",
                    "missing",
                    "both certificate and key, which are PEM files, or keystore in their place");
        }
        if (config.keystore != null && config.certificate != null) {
            section.problem("keystore", config.keystore.toString(), "either keystore, or certificate and key");
        }
        if (!config.isOn() && config.clientCa != null) {
            section.problem("client-ca", config.clientCa.toString(), "certificate and key as well");
        }
        return config;
    }

    /** Whether there is a certificate. */
    public boolean isOn() {
        return certificate != null || keystore != null;
    }
}
