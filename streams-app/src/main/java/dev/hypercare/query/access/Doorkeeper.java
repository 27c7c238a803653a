package dev.hypercare.query.access;

import dev.hypercare.query.access.AccessRefused.Why;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Finds out who somebody is, by what their request shows. */
public final class Doorkeeper {
    private static final String SCHEME = "bearer ";

    private final @Nullable KnownTokens tokens;
    private final @Nullable OidcTokens oidc;

    /**
     * Reads what there is to read. Error: {@link dev.hypercare.contract.config.InvalidInput} where a file cannot be used.
     *
     * @param nanoTime time that passes, nanoseconds
     */
    public Doorkeeper(AccessConfig config, LongSupplier nanoTime) {
        this.tokens = config.tokens() == null ? null : new KnownTokens(config.tokens(), nanoTime);
        this.oidc = config.oidc() == null ? null : new OidcTokens(config.oidc());
    }

    /**
     * Who it is. Error: {@link AccessRefused}.
     *
     * @param authorization the header of that name; null where there is none
     */
    public Visitor visitor(@Nullable String authorization) {
        if (tokens == null && oidc == null) {
            return Visitor.ANYBODY;
        }
        if (authorization == null) {
            throw new AccessRefused(Why.UNKNOWN, "no token was sent");
        }
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw new AccessRefused(Why.UNKNOWN, "the header Authorization is not: Bearer TOKEN");
        }
        String token = authorization.substring(SCHEME.length()).strip();
        if (token.startsWith(AccessToken.PREFIX) || oidc == null) {
            KnownTokens known = tokens;
            return (known == null ? Optional.<Visitor>empty() : known.find(token))
                    .orElseThrow(() -> new AccessRefused(Why.UNKNOWN, "the token is not known, or no longer"));
        }
        return oidc.visitor(token);
    }
}
