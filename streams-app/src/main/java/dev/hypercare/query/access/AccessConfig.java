package dev.hypercare.query.access;

import dev.hypercare.contract.config.Section;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask.
 *
 * @param tokens the file of tokens; null for none
 * @param oidc whose bearer tokens are taken; null for nobody's
 */
public record AccessConfig(@Nullable Path tokens, @Nullable OidcConfig oidc) {
    /** Everybody may. */
    public static final AccessConfig OPEN = new AccessConfig(null, null);

    /** Reads the section {@code query.access:}; what is wrong is added to the section's problems. */
    public static AccessConfig read(Section section) {
        return new AccessConfig(file(section, "tokens"), OidcConfig.read(section.section("oidc")));
    }

    /** Whether everybody has to say who they are. */
    public boolean isOn() {
        return tokens != null || oidc != null;
    }

    /** The file of a key; null where it is empty. */
    public static @Nullable Path file(Section section, String key) {
        String text = section.scalar(key, "", "a path, or '' for none", given -> {
            try {
                return Path.of(given).toString();
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(e);
            }
        });
        return text.isBlank() ? null : Path.of(text);
    }
}
