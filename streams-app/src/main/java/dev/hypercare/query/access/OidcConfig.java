package dev.hypercare.query.access;

import dev.hypercare.contract.config.Section;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whose bearer tokens (JWT) are taken, and what their claims mean.
 *
 * @param issuer {@code iss}, exactly
 * @param audience one of {@code aud}
 * @param jwks where its public keys are
 * @param ca PEM: authorities that the server of the keys is trusted by; null for those of Java
 * @param roleClaim claim with the roles, a text or a list; a dot leads into an object
 * @param viewer the role that may read
 * @param editor the role that may write as well
 * @param tenantsClaim claim with the tenants, a text or a list, where {@code *} stands for all; empty where nobody is limited
 */
public record OidcConfig(
        String issuer,
        String audience,
        URI jwks,
        @Nullable Path ca,
        String roleClaim,
        String viewer,
        String editor,
        String tenantsClaim) {

    /** Reads the section {@code query.access.oidc:}; null without an issuer. What is wrong is added to the section's problems. */
    static @Nullable OidcConfig read(Section section) {
        String issuer = section.string("issuer", "");
        String audience = section.string("audience", "");
        URI jwks = section.scalar(
                "jwks",
                URI.create(""),
                "an https URL such as https://login.example.com/keys; http is for this machine only",
                OidcConfig::url);
        Path ca = AccessConfig.file(section, "ca");
        String roleClaim = section.string("role-claim", "roles");
        String viewer = section.string("viewer", "hypercare-viewer");
        String editor = section.string("editor", "hypercare-editor");
        String tenantsClaim = section.string("tenants-claim", "tenants");
        if (issuer.isBlank()) {
            if (!audience.isBlank() || !jwks.toString().isEmpty()) {
                section.problem("issuer", "''", "who issues the tokens, exactly as in their claim iss");
            }
            return null;
        }
        if (audience.isBlank()) {
            section.problem("audience", "''", "for whom tokens have to be made: one of their claim aud");
        }
        if (jwks.toString().isEmpty()) {
            section.problem("jwks", "''", "the URL of the issuer's keys: jwks_uri of its discovery document");
        }
        return new OidcConfig(issuer, audience, jwks, ca, roleClaim, viewer, editor, tenantsClaim);
    }

    private static URI url(String text) {
        URI url = URI.create(text);
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(url.getHost());
        boolean here = host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
        if (!text.isEmpty() && (url.getHost() == null || !scheme.equals("https") && !(scheme.equals("http") && here))) {
            throw new IllegalArgumentException();
        }
        return url;
    }
}
