package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.query.access.AccessConfig;
import dev.hypercare.query.access.OidcConfig;
import dev.hypercare.query.access.TlsConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QueryConfigTest {
    private static final String REMOTE = """
            query:
              host: 0.0.0.0
              port: 8080
              tls: {certificate: a.pem, key: a.key, password-file: pw, client-ca: ca.pem, reload: 5s}
              access:
                tokens: tokens
                oidc:
                  issuer: https://login.example/
                  audience: hypercare
                  jwks: https://login.example/keys
                  role-claim: realm_access.roles
                  viewer: v
                  editor: e
                  tenants-claim: ""
            """;

    private final Problems problems = new Problems();

    @Test
    void listensOnThisMachineOnlyUnlessToldOtherwise() {
        assertThat(QueryConfig.defaults()).isEqualTo(new QueryConfig("127.0.0.1", 18080));
    }

    @Test
    void readsEveryKey() {
        QueryConfig config =
                read(REMOTE + "  peers: {advertise: node1, secret-file: s, ca: c, each-within: 1s, all-within: 2s}");
        assertThat(config)
                .isEqualTo(new QueryConfig(
                        "0.0.0.0",
                        8080,
                        new TlsConfig(
                                Path.of("a.pem"),
                                Path.of("a.key"),
                                null,
                                Path.of("pw"),
                                Path.of("ca.pem"),
                                Duration.ofSeconds(5)),
                        new AccessConfig(
                                Path.of("tokens"),
                                new OidcConfig(
                                        "https://login.example/",
                                        "hypercare",
                                        URI.create("https://login.example/keys"),
                                        null,
                                        "realm_access.roles",
                                        "v",
                                        "e",
                                        "")),
                        new PeersConfig(
                                "node1", Path.of("s"), Path.of("c"), Duration.ofSeconds(1), Duration.ofSeconds(2)),
                        QueryLimits.defaults()));
        assertThat(problems.messages()).isEmpty();
    }

    @Test
    void listeningBeyondThisMachineNeedsTlsAndTokens() {
        read("query:\n  host: 0.0.0.0");
        read("query:\n  host: 0.0.0.0\n  access: {tokens: t}");
        read("query:\n  host: 0.0.0.0\n  tls: {keystore: k}");
        assertThat(problems.messages())
                .allSatisfy(problem -> assertThat(problem)
                        .startsWith("h.yaml:2: query.host: 0.0.0.0 (expected: an address of this machine"))
                .satisfiesExactly(
                        both -> assertThat(both).contains("query.tls.certificate", "query.access.tokens"),
                        tls -> assertThat(tls).contains("query.tls.certificate").doesNotContain("query.access"),
                        access -> assertThat(access)
                                .contains("query.access.tokens")
                                .doesNotContain("query.tls"));
    }

    @Test
    void theKeyThatOpenedItWithoutEitherIsToldToBeGone() {
        read("query:\n  allow-remote: false");
        assertThat(problems.messages()).isEmpty();
        read("query:\n  allow-remote: true");
        assertThat(problems.messages()).singleElement().asString().contains("TLS and tokens are needed");
    }

    @Test
    void halfASetOfKeysIsToldWithTheOther() {
        read("query:\n  tls: {certificate: a}");
        read("query:\n  tls: {certificate: a, key: b, keystore: c}");
        read("query:\n  tls: {client-ca: a}");
        read("query:\n  access: {oidc: {audience: a}}");
        read("query:\n  access: {oidc: {issuer: i}}");
        read("query:\n  access: {oidc: {issuer: i, audience: a, jwks: 'http://login.example/keys'}}");
        assertThat(String.join("\n", problems.messages()))
                .contains("query.tls.key: missing", "query.tls.keystore: c", "query.tls.client-ca: a")
                .contains("query.access.oidc.issuer: ''", "query.access.oidc.audience: ''")
                .contains("query.access.oidc.jwks: ''", "query.access.oidc.jwks: http://login.example/keys");
    }

    @Test
    void tellsOtherInstancesWhereItIs() {
        assertThat(read("query:\n  port: 8080").server()).isEqualTo("127.0.0.1:8080");
        assertThat(read("query:\n  port: 8080\n  peers: {advertise: node1.example}")
                        .server())
                .isEqualTo("node1.example:8080");
        assertThat(read("query:\n  peers: {advertise: 'node1.example:80'}").server())
                .isEqualTo("node1.example:80");
        assertThat(read("query:\n  host: '::1'\n  port: 8080").server()).isEqualTo("[::1]:8080");
        assertThat(read(REMOTE).server()).endsWith(":8080").doesNotContain("0.0.0.0");
        assertThat(problems.messages()).isEmpty();
        assertThat(new QueryConfig("127.0.0.1", 0).settled().port()).isPositive();
    }

    @Test
    void asksThisMachineOnlyUnlessMoreIsAllowed() {
        QueryConfig here = new QueryConfig("127.0.0.1", 8080);
        assertThat(here.mayAsk("127.0.0.1")).isTrue();
        assertThat(here.mayAsk("[::1]")).isTrue();
        assertThat(here.mayAsk("192.0.2.1")).isFalse();
        assertThat(read(REMOTE).mayAsk("192.0.2.1")).isTrue();
    }

    @Test
    void peersHaveTimeForEachAndForAll() {
        QueryConfig config = read("query:\n  peers: {each-within: 3s, all-within: 2s, advertise: 'a b'}");
        assertThat(config.peers().eachWithin()).hasSeconds(3);
        assertThat(problems.messages()).hasSize(2);
        assertThat(String.join(" ", problems.messages()))
                .contains("query.peers.all-within: 2s (expected: at least each-within, which is 3s)")
                .contains("query.peers.advertise: a b");
    }

    @Test
    void reportsEveryProblemAtOnce() {
        read("query:\n  host: ''\n  port: 70000\n  allow-remote: perhaps\n  ports: 1");
        assertThat(problems.messages()).hasSize(4);
    }

    private QueryConfig read(String yaml) {
        Section root = Section.parse("h.yaml", yaml, problems);
        QueryConfig config = QueryConfig.read(root.section("query"));
        root.close();
        return config;
    }
}
