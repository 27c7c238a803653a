package dev.hypercare.bench.latency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is measured with.
 *
 * @param raw whether load begins as lines on {@code raw-nginx} instead of calls on {@code calls}
 * @param partitions of every topic
 * @param series that are called, and fail now and then
 * @param latenessMillis how far calls may be out of order
 * @param warmMillis before each measurement
 * @param millis of each measurement
 */
record LatencySettings(boolean raw, int partitions, int series, long latenessMillis, long warmMillis, long millis) {
    private static final String RULE = """
            rules:
              - id: latency-breach
                summary: "{api} {method} {route}: {failed} of {calls} calls fail"
                view: [api, route, method]
                severity: P1
                window: %ds
                when: failed >= 1
            """;

    /** The topics that the load is written to. */
    String source() {
        return raw ? "raw-nginx" : "calls";
    }

    /** The application that reads it first. */
    String firstReader() {
        return raw ? "ingest" : "kpi";
    }

    /** Writes the configuration of the applications into a folder, which also takes the state; returns it. */
    Path write(Path folder, String application, String bootstrap, String registry, long commitMillis) {
        String text = """
                application: %s
                state-dir: '%s'
                commit-interval: %dms
                kafka: {bootstrap: '%s'}
                registry: {url: '%s', auto-register: true}
                topics: {prefix: '%s.', partitions: %d, replication: 1, create: true}
                kpi: {lateness: %dms}
                rules: {builtin: false, files: ['%s']}
                alerts: {flapping: {step: 1s, start-percent: 100, stop-percent: 100}}
                query: {port: 0}
                """.formatted(
                        application,
                        folder.resolve("state"),
                        commitMillis,
                        bootstrap,
                        registry,
                        application,
                        partitions,
                        latenessMillis,
                        folder.resolve("rules.yaml"));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("rules.yaml"), RULE.formatted(BreachPlan.WINDOW_MILLIS / 1000));
            return Files.writeString(folder.resolve("hypercare.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the configuration into " + folder, e);
        }
    }
}
