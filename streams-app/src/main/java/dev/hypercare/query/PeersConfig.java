package dev.hypercare.query;

import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.config.Section;
import dev.hypercare.query.access.AccessConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How instances ask each other.
 *
 * @param advertise where the others reach this one, {@code host} or {@code host:port}; empty for where it listens
 * @param secretFile holds the secret that all instances share; null where they ask each other on this machine only
 * @param ca PEM: authorities that other instances are trusted by; null for those of Java
 * @param eachWithin how long one of them may take
 * @param allWithin how long all of them together may take
 */
public record PeersConfig(
        String advertise,
        @Nullable Path secretFile,
        @Nullable Path ca,
        Duration eachWithin,
        Duration allWithin) {
    /** As it is unless configured. */
    public static final PeersConfig DEFAULT =
            new PeersConfig("", null, null, Duration.ofSeconds(2), Duration.ofSeconds(5));

    private static final Duration LEAST = Duration.ofMillis(10);
    private static final Duration MOST = Duration.ofMinutes(1);

    /** Reads the section {@code query.peers:}; what is wrong is added to the section's problems. */
    static PeersConfig read(Section section) {
        PeersConfig config = new PeersConfig(
                section.scalar(
                        "advertise",
                        DEFAULT.advertise,
                        "a host or host:port such as node1.example:18080, or '' for where it listens",
                        PeersConfig::place),
                AccessConfig.file(section, "secret-file"),
                AccessConfig.file(section, "ca"),
                section.duration("each-within", DEFAULT.eachWithin, LEAST, MOST),
                section.duration("all-within", DEFAULT.allWithin, LEAST, MOST));
        if (config.allWithin.compareTo(config.eachWithin) < 0) {
            section.problem(
                    "all-within",
                    Durations.show(config.allWithin),
                    "at least each-within, which is " + Durations.show(config.eachWithin));
        }
        return config;
    }

    private static String place(String text) {
        if (!text.matches("|[A-Za-z0-9._-]{1,250}(:\\d{1,5})?|\\[[0-9a-fA-F:.]{2,50}\\](:\\d{1,5})?")) {
            throw new IllegalArgumentException();
        }
        return text;
    }
}
