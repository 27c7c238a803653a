package dev.hypercare.bench.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the instances are told of rules and APIs beside what ships: one rule of each kind that alerts, and APIs that depend on others. */
final class ReplayRules {
    private static final String RULES = """
            rules:
              - id: replay-burst
                summary: "{api} {route} {method}: {failed_ratio} of {calls} calls fail"
                view: [api, route, method]
                severity: p2
                window: 5s
                when: failed >= 2 && failed_ratio > 0.2
                clear: failed_ratio < 0.1
                keep: 2s
              - id: replay-slow
                summary: "{api}: p90 is {p90} over {calls} calls"
                view: [api]
                severity: p3
                window: 10s
                when: calls >= 10 && p90 > 1.2 * earlier(p90, "1m")
                hold: 2s
              - id: replay-budget
                kind: objective
                summary: "{api}: the budget burns {burn} times too fast"
                view: [api]
                severity: p2
                objective: availability
                target: 99%
                period: 30d
              - id: replay-unusual
                kind: baseline
                summary: "{api} {route} {method}: {seen} fail, {ordinary} is ordinary"
                view: [api, route, method]
                severity: p3
                of: failed_ratio
                chance: 1e-3
                times: 1.2
                keep: 5s
              - id: replay-version
                kind: change
                summary: "{api} {version}: {after} against {before}"
                view: [api, version]
                severity: p2
                chance: 0.05
              - id: replay-route-silent
                kind: absence
                summary: "{api} {route} {method}: no call for {silent_seconds} s"
                view: [api, route, method]
                severity: p4
                least: 3s
                chance: 1e-3
              - id: replay-gateway-silent
                kind: absence
                summary: "{gateway}: no call for {silent_seconds} s"
                view: [gateway]
                severity: p3
                least: 2s
                chance: 1e-3
            """;

    private static final String CATALOG = """
            apis:
              - {name: payments, criticality: critical}
              - {name: orders, upstreams: [payments]}
              - {name: customers, upstreams: [orders], criticality: low}
              - {name: inventory, upstreams: [catalog]}
              - {name: catalog, upstreams: [inventory], criticality: high}
            """;

    private ReplayRules() {}

    /** Writes the rules into a folder; returns the file. */
    static Path rules(Path folder) {
        return write(folder.resolve("rules.yaml"), RULES);
    }

    /** Writes the catalog into a folder; returns the file. */
    static Path catalog(Path folder) {
        return write(folder.resolve("catalog.yaml"), CATALOG);
    }

    private static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
