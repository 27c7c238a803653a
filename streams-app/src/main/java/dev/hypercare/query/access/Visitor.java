package dev.hypercare.query.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param name of the token, or of the subject of a JWT; it may stand in logs
 * @param role what they may do
 * @param tenants whose APIs they may see; null for everything, also what belongs to no API
 */
public record Visitor(
        String name, AccessRole role, @Nullable Set<String> tenants) {
    /** Everybody, where nothing is configured: they may do everything. */
    public static final Visitor ANYBODY = new Visitor("anybody", AccessRole.EDITOR, null);
    /** Who has not said who they are: they see nothing. */
    public static final Visitor NOBODY = new Visitor("nobody", AccessRole.VIEWER, Set.of());

    public Visitor {
        tenants = tenants == null ? null : Set.copyOf(tenants);
    }

    /** Whether they see the APIs of some tenants only. */
    public boolean isLimited() {
        return tenants != null;
    }

    /** Whether they see what belongs to a tenant; null for what belongs to none. */
    public boolean sees(@Nullable String tenant) {
        Set<String> some = tenants;
        return some == null || tenant != null && some.contains(tenant);
    }
}
