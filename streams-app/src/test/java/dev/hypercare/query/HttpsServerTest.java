package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.query.access.AccessConfig;
import dev.hypercare.query.access.MadeCertificate;
import dev.hypercare.query.access.TlsConfig;
import dev.hypercare.query.access.TlsIdentity;
import dev.hypercare.query.access.TrustedAuthorities;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsServerTest {
    @TempDir
    static Path folder;

    private static MadeCertificate first;
    private static MadeCertificate second;

    @BeforeAll
    static void make() {
        first = MadeCertificate.in(folder, "first");
        second = MadeCertificate.in(folder, "second");
    }

    @Test
    void answersOverTlsAndARenewedCertificateNeedsNoRestart() throws Exception {
        Path certificate = Files.copy(first.certificate(), folder.resolve("used.pem"));
        Path key = Files.copy(first.key(), folder.resolve("used.key"));
        try (FakeServer server = server(new TlsConfig(certificate, key, null, null, null, Duration.ZERO), first)) {
            assertThat(server.url()).startsWith("https://127.0.0.1:");
            HttpResponse<String> answer = server.get("/api/v1/health");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(shown(server, "TLSv1.2")).isEqualTo(first.x509());
            assertThatThrownBy(() -> shown(server, "TLSv1.1")).isInstanceOf(SSLException.class);
            Files.copy(second.key(), key, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(second.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(() -> shown(server, "TLSv1.3"))
                    .as("not the authority of it")
                    .isInstanceOf(SSLException.class);
            try (SSLSocket socket = (SSLSocket) TrustedAuthorities.context("ca", second.certificate(), null)
                    .getSocketFactory()
                    .createSocket("127.0.0.1", server.port())) {
                socket.startHandshake();
                assertThat(socket.getSession().getPeerCertificates()[0]).isEqualTo(second.x509());
            }
        }
    }

    @Test
    void whereClientsNeedACertificateNobodyElseGetsIn() throws Exception {
        TlsConfig config = new TlsConfig(
                null, null, first.keystore(), first.passwordFile(), second.certificate(), Duration.ofSeconds(30));
        try (FakeServer server = server(config, first)) {
            assertThatThrownBy(() -> server.get("/api/v1/health")).isInstanceOf(IOException.class);
        }
        SSLContext known =
                TrustedAuthorities.context("ca", first.certificate(), new TlsIdentity(second.tls(), System::nanoTime));
        try (FakeServer server = server(config, known)) {
            assertThat(server.get("/api/v1/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void doesNotStartBeyondThisMachineWithoutTlsAndTokens() {
        refused(new QueryConfig("0.0.0.0", 0), "query.tls.certificate", "query.access.tokens");
        QueryConfig tls = new QueryConfig(
                "0.0.0.0", 0, first.tls(), AccessConfig.OPEN, PeersConfig.DEFAULT, QueryLimits.defaults());
        refused(tls, "query.access.tokens (or query.access.oidc.issuer)");
        QueryConfig tokens = new QueryConfig(
                "0.0.0.0",
                0,
                TlsConfig.NONE,
                new AccessConfig(folder.resolve("tokens"), null),
                PeersConfig.DEFAULT,
                QueryLimits.defaults());
        refused(tokens, "query.tls.certificate and query.tls.key (or query.tls.keystore)");
    }

    private static void refused(QueryConfig config, String... keys) {
        assertThatThrownBy(() -> QueryServer.start(config, List.of())).isInstanceOfSatisfying(InvalidInput.class, e -> {
            assertThat(e).hasMessageContaining("0.0.0.0, beyond this machine");
            assertThat(e.advice()).contains(keys).contains("docs/reference/security.md");
        });
    }

    private static X509Certificate shown(FakeServer server, String protocol) throws Exception {
        SSLContext context = TrustedAuthorities.context("ca", first.certificate(), null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.port())) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static FakeServer server(TlsConfig tls, MadeCertificate trusted) {
        return server(tls, TrustedAuthorities.context("ca", trusted.certificate(), null));
    }

    private static FakeServer server(TlsConfig tls, SSLContext client) {
        return new FakeServer(
                new FakeApi().resources(),
                new QueryConfig("127.0.0.1", 0, tls, AccessConfig.OPEN, PeersConfig.DEFAULT, QueryLimits.defaults()),
                HttpClient.newBuilder().sslContext(client).build());
    }
}
