package dev.hypercare.normalise.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log formats there are; more can be described by {@link MappingFile}. */
public final class Formats {
    /** All of them. */
    public static final List<Format> ALL = List.of(
            new NginxFormat(),
            new ApisixFormat(),
            new KongFormat(),
            new EnvoyFormat(),
            new TraefikFormat(),
            new HaproxyFormat(),
            new AwsFormat(),
            new ApiparkFormat(),
            new CombinedFormat(),
            new OtlpFormat());

    private Formats() {}

    /** The format of a name; null where there is none. */
    public static @Nullable Format named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Their names. */
    public static List<String> names() {
        return ALL.stream().map(Format::name).toList();
    }
}
