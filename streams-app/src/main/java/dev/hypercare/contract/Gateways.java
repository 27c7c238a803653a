package dev.hypercare.contract;

import java.util.List;
import java.util.Set;

/**
 * Some of the gateways.
 *
 * @param names their names; {@value #ALL} stands for all there are
 */
public record Gateways(Set<String> names) {
    /** Stands for all gateways. */
    public static final String ALL = "*";

    public static final Gateways NONE = new Gateways(Set.of());

    public Gateways {
        names = Set.copyOf(names);
    }

    /** Those of a list. */
    public static Gateways of(List<String> names) {
        return new Gateways(Set.copyOf(names));
    }

    /** Whether a gateway is among them. */
    public boolean has(String gateway) {
        return names.contains(gateway) || names.contains(ALL);
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }
}
