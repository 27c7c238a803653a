package dev.hypercare.streams;

import dev.hypercare.contract.config.References;
import dev.hypercare.contract.config.Section;
import dev.hypercare.schemas.registry.RegistryClient;
import dev.hypercare.schemas.registry.RegistryConfig;
import dev.hypercare.schemas.registry.RegistryProperties;
import dev.hypercare.schemas.registry.SchemaRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The schema registry, as the configuration names it.
 *
 * @param url one or more, with commas
 * @param autoRegister whether schemas that it does not know are registered at the start
 * @param properties more of its client's properties by Confluent's names, such as {@code basic.auth.user.info}, secrets resolved
 */
public record RegistryAccess(String url, boolean autoRegister, Map<String, String> properties) {
    public static final RegistryAccess DEFAULT = new RegistryAccess("http://127.0.0.1:18081", false, Map.of());

    public RegistryAccess {
        properties = Map.copyOf(properties);
    }

    /** Reads the section {@code registry}. */
    public static RegistryAccess read(Section section) {
        String url = section.scalar("url", DEFAULT.url, "a URL such as http://127.0.0.1:18081", text -> {
            RegistryConfig.of(text);
            return text;
        });
        boolean autoRegister = section.bool("auto-register", DEFAULT.autoRegister);
        Section named = section.section("properties");
        Map<String, String> properties = References.words(named);
        Map.of(RegistryProperties.URL, "registry.url", RegistryProperties.AUTO_REGISTER, "registry.auto-register")
                .forEach((theirs, ours) -> {
                    if (properties.remove(theirs) != null) {
                        named.problem(theirs, named.string(theirs, ""), "the key " + ours + " instead");
                    }
                });
        RegistryAccess access = new RegistryAccess(url, autoRegister, properties);
        try {
            access.config();
        } catch (IllegalArgumentException e) {
            section.problem("properties", String.valueOf(e.getMessage()), "properties of the registry's client");
        }
        return access;
    }

    /** A client for it. */
    public SchemaRegistry connect() {
        return new RegistryClient(config());
    }

    /** Another registry without authentication, which registers what it does not know. */
    public RegistryAccess embedded(String otherUrl) {
        return new RegistryAccess(otherUrl, true, Map.of());
    }

    /** Without secrets. */
    @Override
    public String toString() {
        Map<String, String> shown = new TreeMap<>(properties);
        shown.replaceAll(References::shown);
        return "RegistryAccess[url=" + config().place() + ", autoRegister=" + autoRegister + ", properties=" + shown
                + "]";
    }

    private RegistryConfig config() {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.put(RegistryProperties.URL, url);
        return RegistryConfig.fromProperties(all);
    }
}
