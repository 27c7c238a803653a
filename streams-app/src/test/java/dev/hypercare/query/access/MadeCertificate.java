package dev.hypercare.query.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * A certificate that keytool makes for a test; it signs itself, so it is its own authority.
 *
 * @param keystore PKCS12
 * @param certificate PEM
 * @param key PEM
 * @param passwordFile holds the password of the key store
 * @param x509 the certificate
 */
public record MadeCertificate(Path keystore, Path certificate, Path key, Path passwordFile, X509Certificate x509) {
    private static final String PASSWORD = "made-for-a-test";

    /** One for localhost and 127.0.0.1, in files that begin with a name. */
    public static MadeCertificate in(Path folder, String name) {
        try {
            Path keystore = folder.resolve(name + ".p12");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            name,
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=" + name,
                            "-ext",
                            "san=dns:localhost,ip:127.0.0.1",
                            "-validity",
                            "30",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            keystore.toString(),
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(name + ".log").toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(Files.readString(folder.resolve(name + ".log")));
            }
            KeyStore store = KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray());
            X509Certificate x509 = (X509Certificate) store.getCertificate(name);
            return new MadeCertificate(
                    keystore,
                    Files.writeString(folder.resolve(name + ".pem"), block("CERTIFICATE", x509.getEncoded())),
                    Files.writeString(
                            folder.resolve(name + ".key"),
                            block(
                                    "PRIVATE KEY",
                                    store.getKey(name, PASSWORD.toCharArray()).getEncoded())),
                    Files.writeString(folder.resolve(name + ".password"), PASSWORD + "\n"),
                    x509);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String block(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der) + "\n-----END "
                + what + "-----\n";
    }

    /** HTTPS with the two PEM files, which are looked at again at each handshake. */
    public TlsConfig tls() {
        return new TlsConfig(certificate, key, null, null, null, Duration.ZERO);
    }
}
