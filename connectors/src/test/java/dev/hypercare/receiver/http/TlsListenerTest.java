package dev.hypercare.receiver.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.receiver.config.GivenProperties;
import dev.hypercare.receiver.config.ReceiverConfig;
import dev.hypercare.receiver.inbox.Inbox;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsListenerTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path directory;

    @Test
    void knowsClientsByTheirCertificates() throws Exception {
        KeyStore server = made("server", "CN=localhost");
        KeyStore kong = made("kong", "CN=kong");
        KeyStore stranger = made("stranger", "CN=stranger");
        Path clients = directory.resolve("clients.pem");
        Files.writeString(clients, certificate(kong, "kong") + certificate(stranger, "stranger"));
        Map<String, String> given = GivenProperties.with(
                "listener.tls.certificate",
                written("server.pem", certificate(server, "server")),
                "listener.tls.key",
                written("server.key", key(server)),
                "listener.tls.client.ca",
                clients.toString(),
                "paths.in.batch",
                "json-array",
                "paths.in.auth",
                "mtls",
                "paths.in.mtls.subjects",
                "CN=kong");
        Inbox inbox = new Inbox(10, 10_000, Map.of());
        try (HttpListener listener = new HttpListener(ReceiverConfig.of(given), inbox)) {
            listener.start();

            assertThat(post(listener.port(), server, kong).statusCode()).isEqualTo(200);
            assertThat(post(listener.port(), server, stranger).body()).contains("403", "CN=stranger");
            assertThat(post(listener.port(), server, null).body()).contains("401", "certificate");
        }
    }

    private static HttpResponse<String> post(int port, KeyStore server, KeyStore client) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", server.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(client, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(client == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/in"))
                .POST(BodyPublishers.ofString("[]"))
                .build();
        return HttpClient.newBuilder().sslContext(tls).build().send(request, BodyHandlers.ofString());
    }

    private KeyStore made(String alias, String name) throws Exception {
        Path file = directory.resolve(alias + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        alias,
                        "-keyalg",
                        "EC",
                        "-dname",
                        name,
                        "-ext",
                        "SAN=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static String certificate(KeyStore store, String alias) throws Exception {
        return pem("CERTIFICATE", store.getCertificate(alias).getEncoded());
    }

    private static String key(KeyStore store) throws Exception {
        return pem("PRIVATE KEY", store.getKey("server", PASSWORD).getEncoded());
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
    }

    private String written(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }
}
