package dev.hypercare.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.hypercare.query.access.AccessRefused.Why;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a provider of our own on this machine, which publishes the keys that it is given. */
class OidcTokensTest {
    private static final String ISSUER = "https://login.example.com/";
    private static RSAKey rsa;
    private static ECKey ec;
    private static HttpServer provider;
    private static volatile JWKSet published;
    private static volatile int status;
    private static final AtomicInteger FETCHED = new AtomicInteger();

    private OidcTokens tokens;

    @BeforeAll
    static void start() throws Exception {
        rsa = new RSAKeyGenerator(2048).keyID("r").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/keys", exchange -> {
            FETCHED.incrementAndGet();
            byte[] body = published.toString(true).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        provider.start();
    }

    @AfterAll
    static void stop() {
        provider.stop(0);
    }

    @BeforeEach
    void begin() {
        published = new JWKSet(List.of(rsa.toPublicJWK(), ec.toPublicJWK()));
        status = 200;
        FETCHED.set(0);
        tokens = new OidcTokens(config("roles", "tenants"));
    }

    private static OidcConfig config(String roleClaim, String tenantsClaim) {
        return new OidcConfig(
                ISSUER,
                "hypercare",
                URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/keys"),
                null,
                roleClaim,
                "hypercare-viewer",
                "hypercare-editor",
                tenantsClaim);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("hypercare")
                .subject("ann")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .claim("roles", List.of("other", "hypercare-viewer"))
                .claim("tenants", List.of("shop"));
    }

    private static String signed(JWTClaimsSet claims) throws Exception {
        return signed(
                claims,
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("r")
                        .type(JOSEObjectType.JWT)
                        .build(),
                new RSASSASigner(rsa));
    }

    private static String signed(JWTClaimsSet claims, JWSHeader header, JWSSigner signer) throws Exception {
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    @Test
    void aGoodTokenTellsNameRoleAndTenantsAndKeysAreKept() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(tokens.visitor(signed(claims().build())))
                    .isEqualTo(new Visitor("oidc:ann", AccessRole.VIEWER, Set.of("shop")));
        }
        assertThat(FETCHED).hasValue(1);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("e").build();
        assertThat(tokens.visitor(signed(
                        claims().claim("roles", "x hypercare-editor")
                                .claim("tenants", "*")
                                .build(),
                        header,
                        new ECDSASigner(ec))))
                .isEqualTo(new Visitor("oidc:ann", AccessRole.EDITOR, null));
        assertThat(FETCHED).hasValue(1);
    }

    @Test
    void claimsMayBeInsideOthersAndTenantsMayBeLeftOutOnPurpose() throws Exception {
        OidcTokens keycloak = new OidcTokens(config("realm_access.roles", ""));
        String token = signed(claims().claim("roles", null)
                .claim("realm_access", Map.of("roles", List.of("hypercare-editor")))
                .build());
        assertThat(keycloak.visitor(token)).isEqualTo(new Visitor("oidc:ann", AccessRole.EDITOR, null));
        refused(Why.NOT_ALLOWED, token, "the claim roles has neither");
        assertThat(tokens.visitor(signed(claims().claim("tenants", null).build()))
                        .tenants())
                .as("no tenants are none, not all")
                .isEmpty();
    }

    @Test
    void whatIsExpiredForOthersOrOfOthersIsRefused() throws Exception {
        refused(
                Why.UNKNOWN,
                signed(claims().expirationTime(Date.from(Instant.now().minusSeconds(600)))
                        .build()),
                "xpired");
        refused(Why.UNKNOWN, signed(claims().expirationTime(null).build()), "exp");
        refused(
                Why.UNKNOWN,
                signed(claims().notBeforeTime(Date.from(Instant.now().plusSeconds(600)))
                        .build()),
                "before");
        refused(Why.UNKNOWN, signed(claims().issuer("https://evil.example/").build()), "iss");
        refused(Why.UNKNOWN, signed(claims().audience("others").build()), "aud");
    }

    @Test
    void whatIsNotSignedByTheProviderIsRefused() throws Exception {
        JWTClaimsSet claims = claims().build();
        String good = signed(claims);
        refused(Why.UNKNOWN, new PlainJWT(claims).serialize(), "not good");
        refused(Why.UNKNOWN, good.substring(0, good.length() - 8) + "AAAAAAAA", "not good");
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("r").generate();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("r").build();
        refused(Why.UNKNOWN, signed(claims, header, new RSASSASigner(stranger)), "not good");
        // A public key taken for a secret.
        JWSHeader hmac = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("r").build();
        refused(
                Why.UNKNOWN,
                signed(claims, hmac, new MACSigner(rsa.toRSAPublicKey().getEncoded())),
                "not good");
        refused(Why.UNKNOWN, "no token", "neither one of ours nor a JWT");
        refused(Why.UNKNOWN, "a.b.c", "");
    }

    @Test
    void unknownKeysDoNotMakeUsAskTheProviderAgainAndAgain() throws Exception {
        tokens.visitor(signed(claims().build()));
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("unheard").build();
        String token = signed(claims().build(), header, new RSASSASigner(rsa));
        for (int i = 0; i < 20; i++) {
            refused(Why.UNKNOWN, token, "");
        }
        assertThat(FETCHED.get()).isLessThan(5);
    }

    @Test
    void aProviderThatIsAwayIsToldAsSuch() throws Exception {
        status = 500;
        refused(Why.UNAVAILABLE, signed(claims().build()), "cannot be read at present");
    }

    private void refused(Why why, String token, String words) {
        assertThatThrownBy(() -> tokens.visitor(token)).isInstanceOfSatisfying(AccessRefused.class, e -> {
            assertThat(e.why()).as(e.getMessage()).isEqualTo(why);
            assertThat(e).hasMessageContaining(words);
            assertThat(e.getMessage()).doesNotContain(token);
        });
    }
}
