package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.query.access.AccessToken;
import dev.hypercare.query.cluster.HttpPeers;
import dev.hypercare.query.cluster.PartsResource;
import dev.hypercare.query.cluster.Peer;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A run with everything on: no token and no secret stands in the log, in the configuration as it is shown, or in an answer. */
class SecretsTest {
    private static final String SECRET = "the-secret-of-the-instances-of-this-test";

    @TempDir
    Path folder;

    @Test
    void noTokenAndNoSecretIsEverShown() throws Exception {
        TwoTenants tenants = new TwoTenants(folder.resolve("tokens"));
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        Problems problems = new Problems();
        QueryConfig config = QueryConfig.read(Section.parse(
                        "h.yaml",
                        "query:\n  port: 0\n  access: {tokens: '" + folder.resolve("tokens")
                                + "'}\n  peers: {secret-file: '" + secret + "'}",
                        problems)
                .section("query"));
        assertThat(problems.messages()).isEmpty();
        String wrong = AccessToken.random();
        Queue<String> log = new ConcurrentLinkedQueue<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                log.add(event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())));
            }
        };
        appender.setContext(root.getLoggerContext());
        appender.start();
        Level before = root.getLevel();
        root.setLevel(Level.INFO);
        root.addAppender(appender);
        List<String> answers = new ArrayList<>();
        try {
            List<QueryResource> resources = new ArrayList<>(tenants.api.resources());
            resources.add(
                    new PartsResource(List.of(), config.trust(), config.peers().eachWithin()));
            tenants.api.alerts = List::of;
            try (FakeServer server = new FakeServer(resources, config, HttpClient.newHttpClient())) {
                for (String token : List.of(tenants.editor, tenants.viewer, tenants.shopViewer, wrong)) {
                    for (String path : List.of("/api/v1/alerts", "/api/v1/rules", "/nowhere", "/api/v1/kpis?x=1")) {
                        answers.add(server.as(token, "GET", path, null).body());
                        answers.add(server.as(token, "POST", path, "{}").body());
                    }
                }
                HttpPeers peers = new HttpPeers(config::mayAsk, config.trust(), config.peerTls());
                Peer peer = new Peer("127.0.0.1", server.port());
                assertThat(peers.ask(peer, new byte[] {1}, Duration.ofSeconds(20)))
                        .failsWithin(Duration.ofSeconds(30))
                        .withThrowableThat()
                        .withMessageContaining("not a request of this version");
                answers.add(config + " " + config.trust());
            }
        } finally {
            root.detachAppender(appender);
            root.setLevel(before);
        }
        assertThat(log).anyMatch(line -> line.contains("POST /api/v1/alerts by editor"));
        List<String> shown = new ArrayList<>(log);
        shown.addAll(answers);
        for (String hidden : List.of(tenants.editor, tenants.viewer, tenants.shopViewer, wrong, SECRET)) {
            assertThat(shown).noneMatch(line -> line.contains(hidden));
            assertThat(shown).noneMatch(line -> line.contains(AccessToken.hash(hidden)));
        }
    }
}
