package dev.hypercare.bench.sidebyside;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that Prometheus and Alertmanager are configured with. */
final class PeerSettings {
    private static final String RULES = "/sidebyside/rules.yml";
    /** A rate needs some scrapes: four is what the manuals advise. */
    private static final int SCRAPES_OF_A_RATE = 4;

    private static final String PROMETHEUS = """
            global:
              scrape_interval: %1$ds
              scrape_timeout: %1$ds
              evaluation_interval: %1$ds
            rule_files: [rules.yml]
            alerting:
              alertmanagers:
                - static_configs: [{targets: ['%2$s']}]
            scrape_configs:
              - job_name: gateways
                static_configs: [{targets: ['%3$s']}]
            """;

    /** Each alert is told of by itself and at once: by default the first of a group waits for 30 s. */
    private static final String ALERTMANAGER = """
            route:
              receiver: bench
              group_by: ['...']
              group_wait: 0s
              group_interval: 1s
              repeat_interval: 4h
            receivers:
              - name: bench
                webhook_configs:
                  - url: http://%s/
                    send_resolved: true
            """;

    private PeerSettings() {}

    /**
     * Writes {@code prometheus.yml}, {@code rules.yml} and {@code alertmanager.yml}.
     *
     * @param everySeconds between two scrapes, and between two evaluations
     * @param alertmanager where it listens
     * @param exporter what is scraped
     * @param receiver where alerts are posted to
     */
    static void write(Path folder, int everySeconds, String alertmanager, String exporter, String receiver) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("rules.yml"), rules(everySeconds));
            Files.writeString(
                    folder.resolve("prometheus.yml"), PROMETHEUS.formatted(everySeconds, alertmanager, exporter));
            Files.writeString(folder.resolve("alertmanager.yml"), ALERTMANAGER.formatted(receiver));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + folder, e);
        }
    }

    /** The rules, with the shortest window that a rate can have. */
    static String rules(int everySeconds) {
        try (InputStream in = PeerSettings.class.getResourceAsStream(RULES)) {
            if (in == null) {
                throw new IllegalStateException(RULES + " is not on the class path");
            }
            String window = Integer.toString(SCRAPES_OF_A_RATE * everySeconds);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("SHORT_SECONDS", window);
        } catch (IOException e) {
            throw new UncheckedIOException(RULES + " cannot be read", e);
        }
    }
}
