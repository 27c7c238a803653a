package dev.hypercare.query.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.query.PeersConfig;
import dev.hypercare.query.QueryConfig;
import dev.hypercare.query.QueryLimits;
import dev.hypercare.query.QueryServer;
import dev.hypercare.query.access.AccessConfig;
import dev.hypercare.query.access.AccessRole;
import dev.hypercare.query.access.MadeCertificate;
import dev.hypercare.query.access.PeerTrust;
import dev.hypercare.query.access.TlsIdentity;
import dev.hypercare.query.access.TokenFile;
import dev.hypercare.query.access.TrustedAuthorities;
import dev.hypercare.query.access.Visitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance that wants TLS, tokens and the secret, asked by others. */
class HttpPeersTest {
    private static final byte[] QUESTION = new Request("store", List.of(0), false, new byte[0]).toBytes();
    private static final Duration TIME = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static QueryConfig config;
    private static QueryServer server;
    private static Peer peer;

    @BeforeAll
    static void start() throws Exception {
        MadeCertificate made = MadeCertificate.in(folder, "instance");
        TokenFile.add(folder.resolve("tokens"), new Visitor("ann", AccessRole.EDITOR, null));
        Path secret = Files.writeString(folder.resolve("secret"), "s".repeat(40));
        config = new QueryConfig(
                "127.0.0.1",
                0,
                made.tls(),
                new AccessConfig(folder.resolve("tokens"), null),
                new PeersConfig("", secret, made.certificate(), TIME, TIME),
                QueryLimits.defaults());
        server = QueryServer.start(
                config,
                List.of(new PartsResource(
                        List.of(), config.trust(), config.peers().eachWithin())));
        peer = new Peer("127.0.0.1", server.port());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whoHasTheSecretIsAnsweredOverTls() throws Exception {
        HttpPeers peers = new HttpPeers(config::mayAsk, config.trust(), config.peerTls());
        for (int i = 0; i < 3; i++) {
            assertThat(Reply.of(peers.ask(peer, QUESTION, TIME).get()).refused())
                    .isEqualTo(Map.of(0, "the instance asked does not know the store"));
        }
    }

    @Test
    void whoHasNotIsRefusedAndToldWhichKeyIsMissing() throws Exception {
        SSLContext tls = config.peerTls();
        refused(
                new HttpPeers(config::mayAsk, PeerTrust.open(), tls),
                "status 403: not signed; query.peers.secret-file");
        Path other = Files.writeString(folder.resolve("other"), "t".repeat(40));
        PeerTrust stranger = PeerTrust.of(other, System::currentTimeMillis);
        refused(new HttpPeers(config::mayAsk, stranger, tls), "status 403: the signature is another one");
        refused(
                new HttpPeers(config::mayAsk, PeerTrust.none(), tls),
                "is not asked: query.peers.secret-file is not set");
        refused(new HttpPeers(host -> false, config.trust(), tls), "query.tls is not set");
        refused(new HttpPeers(config::mayAsk, config.trust(), null), "");
    }

    @Test
    void anInstanceThatIsNotOfATrustedAuthorityIsNotAsked() {
        MadeCertificate stranger = MadeCertificate.in(folder, "stranger");
        SSLContext tls = TrustedAuthorities.context(
                "query.peers.ca", stranger.certificate(), new TlsIdentity(stranger.tls(), System::nanoTime));
        refused(new HttpPeers(config::mayAsk, config.trust(), tls), "does not answer");
    }

    private static void refused(HttpPeers peers, String words) {
        CompletableFuture<byte[]> asked = peers.ask(peer, QUESTION, TIME);
        assertThat(asked)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withMessageContaining(words);
    }
}
