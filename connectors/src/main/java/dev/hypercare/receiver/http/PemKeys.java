package dev.hypercare.receiver.http;

import dev.hypercare.receiver.config.TlsFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Reads keys and certificates from PEM files into what TLS wants. */
final class PemKeys {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    /** Guards a store that never leaves this process. */
    private static final char[] INSIDE = "inside".toCharArray();

    private PemKeys() {}

    /** The TLS of a listener. Error: {@link ConfigException} that names the file. */
    static SslContextFactory.Server server(TlsFiles files) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(keyStore(files));
        tls.setKeyStorePassword(new String(INSIDE));
        Path ca = files.clientCa();
        if (ca != null) {
            tls.setTrustStore(trustStore(ca));
            tls.setWantClientAuth(true);
        }
        return tls;
    }

    private static KeyStore keyStore(TlsFiles files) {
        try {
            KeyStore store = empty();
            store.setKeyEntry(
                    "listener",
                    privateKey(files.key()),
                    INSIDE,
                    certificates(files.certificate()).toArray(Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigException("listener.tls.certificate and listener.tls.key do not belong together, or are not"
                    + " good: " + e.getMessage());
        }
    }

    private static KeyStore trustStore(Path ca) {
        try {
            KeyStore store = empty();
            int number = 0;
            for (Certificate one : certificates(ca)) {
                store.setCertificateEntry("ca-" + number++, one);
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigException("listener.tls.client.ca is not good: " + e.getMessage());
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(Path file) throws GeneralSecurityException, IOException {
        List<Certificate> found = List.copyOf(CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file))));
        if (found.isEmpty()) {
            throw new ConfigException(file + " has no certificate; expected -----BEGIN CERTIFICATE-----");
        }
        return found;
    }

    private static PrivateKey privateKey(Path file) throws GeneralSecurityException, IOException {
        Matcher key = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!key.find()) {
            throw new ConfigException(
                    file + " has no key; expected -----BEGIN PRIVATE KEY-----, which openssl pkcs8 -topk8"
                            + " -nocrypt makes of others");
        }
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key.group(1)));
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                continue;
            }
        }
        throw new ConfigException(file + " has a key that is neither RSA nor EC nor Ed25519");
    }
}
