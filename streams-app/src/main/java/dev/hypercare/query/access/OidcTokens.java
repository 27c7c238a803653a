package dev.hypercare.query.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.hypercare.query.access.AccessRefused.Why;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bearer tokens of an OpenID Connect provider: signature by its published keys, issuer, audience, time, and what the claims mean. */
final class OidcTokens {
    private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);
    /** Signatures that are checked with a public key; nothing that could be checked with a secret, and not {@code none}. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(10);
    private static final Duration WITHOUT_PROVIDER = Duration.ofHours(4);
    /** Stands for all tenants. */
    private static final String ALL = "*";

    private final OidcConfig config;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    OidcTokens(OidcConfig config) {
        this.config = config;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(config)));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                config.audience(),
                new JWTClaimsSet.Builder().issuer(config.issuer()).build(),
                Set.of("exp")));
    }

    /** Kept for a while, fetched again for an unknown key, but not again and again; old ones do while the provider is away. */
    private static JWKSource<SecurityContext> keys(OidcConfig config) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(
                            config.jwks().toURL(), new KeyDownload(config.ca(), PATIENCE))
                    .cache(KEPT.toMillis(), PATIENCE.toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(AT_MOST_EVERY.toMillis())
                    .retrying(true)
                    .outageTolerant(WITHOUT_PROVIDER.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("jwks: " + e.getMessage(), e);
        }
    }

    /** Who shows a token. Error: {@link AccessRefused} for one that is not good, or that gives no role. */
    Visitor visitor(String token) {
        JWTClaimsSet claims;
        try {
            claims = processor.process(token, null);
        } catch (RateLimitReachedException e) {
            throw new AccessRefused(
                    Why.UNKNOWN, "the token is signed with a key that " + config.issuer() + " has not told");
        } catch (KeySourceException e) {
            LOG.warn("the keys of {} cannot be read from {}: {}", config.issuer(), config.jwks(), e.getMessage());
            throw new AccessRefused(Why.UNAVAILABLE, "the keys of " + config.issuer() + " cannot be read at present");
        } catch (ParseException e) {
            throw new AccessRefused(Why.UNKNOWN, "the token is neither one of ours nor a JWT");
        } catch (BadJOSEException | JOSEException e) {
            throw new AccessRefused(Why.UNKNOWN, "the token is not good: " + e.getMessage());
        }
        Set<String> roles = texts(claims.getClaims(), config.roleClaim());
        AccessRole role;
        if (roles.contains(config.editor())) {
            role = AccessRole.EDITOR;
        } else if (roles.contains(config.viewer())) {
            role = AccessRole.VIEWER;
        } else {
            throw new AccessRefused(
                    Why.NOT_ALLOWED,
                    "the claim " + config.roleClaim() + " has neither " + config.viewer() + " nor " + config.editor());
        }
        return new Visitor(name(claims), role, tenants(claims.getClaims()));
    }

    /** For logs and limits. */
    private static String name(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        return "oidc:" + (subject == null ? "-" : subject.replaceAll("[^\\x21-\\x7e]", "_"));
    }

    /** Whoever has no tenants sees nothing. */
    private @Nullable Set<String> tenants(Map<String, Object> claims) {
        if (config.tenantsClaim().isEmpty()) {
            return null;
        }
        Set<String> tenants = texts(claims, config.tenantsClaim());
        return tenants.contains(ALL) ? null : tenants;
    }

    /** The texts of a claim: of that name, or where dots lead to. A text with spaces is a list, as in {@code scope}. */
    private static Set<String> texts(Map<String, Object> claims, String path) {
        Object found = claims.get(path);
        if (found == null && path.contains(".")) {
            Object inside = claims.get(path.substring(0, path.indexOf('.')));
            if (inside instanceof Map<?, ?> object) {
                Map<String, Object> own = new HashMap<>();
                object.forEach((name, value) -> own.put(String.valueOf(name), value));
                return texts(own, path.substring(path.indexOf('.') + 1));
            }
        }
        Set<String> texts = new LinkedHashSet<>();
        if (found instanceof String text) {
            texts.addAll(List.of(text.strip().split("\\s+")));
        } else if (found instanceof Collection<?> list) {
            list.forEach(one -> texts.add(String.valueOf(one)));
        }
        texts.remove("");
        return texts;
    }
}
