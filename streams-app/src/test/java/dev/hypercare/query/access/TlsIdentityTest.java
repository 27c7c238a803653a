package dev.hypercare.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.config.InvalidInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIdentityTest {
    @TempDir
    static Path folder;

    private static MadeCertificate first;
    private static MadeCertificate second;
    private final AtomicLong nanos = new AtomicLong();

    @BeforeAll
    static void make() {
        first = MadeCertificate.in(folder, "first");
        second = MadeCertificate.in(folder, "second");
    }

    @Test
    void aRenewedCertificateIsUsedOnceItsFilesAreLookedAtAgain() throws Exception {
        Path certificate = Files.copy(first.certificate(), folder.resolve("used.pem"));
        Path key = Files.copy(first.key(), folder.resolve("used.key"));
        TlsConfig config = new TlsConfig(certificate, key, null, null, null, Duration.ofSeconds(30));
        TlsIdentity identity = new TlsIdentity(config, nanos::get);
        String before = identity.chooseServerAlias("EC", null, null);
        assertThat(chain(identity, before)).isEqualTo(first.x509());
        Files.copy(second.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(31));
        // The key does not belong to it yet: the one before stays.
        assertThat(chain(identity, identity.chooseServerAlias("EC", null, null)))
                .isEqualTo(first.x509());
        Files.copy(second.key(), key, StandardCopyOption.REPLACE_EXISTING);
        assertThat(chain(identity, identity.chooseServerAlias("EC", null, null)))
                .isEqualTo(first.x509());
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(31));
        String after = identity.chooseServerAlias("EC", null, null);
        assertThat(chain(identity, after)).isEqualTo(second.x509());
        assertThat(chain(identity, before)).as("a handshake that chose before").isEqualTo(first.x509());
        assertThat(identity.getPrivateKey(after)).isNotEqualTo(identity.getPrivateKey(before));
        assertThat(identity.chooseServerAlias("RSA", null, null)).isNull();
        Files.delete(key);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(31));
        assertThat(chain(identity, identity.chooseServerAlias("EC", null, null)))
                .isEqualTo(second.x509());
    }

    @Test
    void aKeyStoreHasBoth() {
        TlsConfig config =
                new TlsConfig(null, null, first.keystore(), first.passwordFile(), null, Duration.ofSeconds(30));
        TlsIdentity identity = new TlsIdentity(config, nanos::get);
        assertThat(chain(identity, identity.chooseServerAlias("EC", null, null)))
                .isEqualTo(first.x509());
    }

    @Test
    void whatCannotBeUsedIsNamed() throws Exception {
        refused(
                new TlsConfig(first.certificate(), second.key(), null, null, null, Duration.ZERO),
                "not that of the certificate");
        refused(
                new TlsConfig(folder.resolve("none.pem"), first.key(), null, null, null, Duration.ZERO),
                "none.pem: no such file");
        refused(
                new TlsConfig(first.certificate(), first.certificate(), null, null, null, Duration.ZERO),
                "holds no key");
        Path old = Files.writeString(
                folder.resolve("old.key"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        refused(new TlsConfig(first.certificate(), old, null, null, null, Duration.ZERO), "not PKCS8");
        refused(new TlsConfig(null, null, first.keystore(), null, null, Duration.ZERO), "first.p12");
        assertThatThrownBy(() -> TrustedAuthorities.context("--cacert", first.key(), null))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--cacert");
    }

    private void refused(TlsConfig config, String why) {
        assertThatThrownBy(() -> new TlsIdentity(config, nanos::get)).isInstanceOfSatisfying(InvalidInput.class, e -> {
            assertThat(e).hasMessageContaining(why).hasMessageContaining("HTTPS cannot be set up");
            assertThat(e.advice()).contains("query.tls");
        });
    }

    private static X509Certificate chain(TlsIdentity identity, String alias) {
        return identity.getCertificateChain(alias)[0];
    }
}
