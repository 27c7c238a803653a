package dev.hypercare.kpi;

import dev.hypercare.contract.Gateways;
import dev.hypercare.contract.config.Section;
import java.time.Duration;
import java.util.List;

/**
 * Which calls are counted once though they came more than once.
 *
 * @param window for how long, in event time, a request id is remembered at least
 * @param gateways whose calls are looked at
 */
public record Deduplication(Duration window, Gateways gateways) {
    private static final String KEY = "deduplicate";
    private static final Duration WINDOW = Duration.ofMinutes(10);

    /** Reads it from the section {@code kpi}: without the key there is none, with it and without names it is for all gateways. */
    static Deduplication read(Section kpi) {
        boolean given = kpi.has(KEY);
        Section s = kpi.section(KEY);
        List<String> names = s.strings("gateways", given ? List.of(Gateways.ALL) : List.of());
        for (String name : names) {
            if (name.isBlank()) {
                s.problem("gateways", "''", "names of gateways, or '*' for all");
            } else if (name.equals(Gateways.ALL) && names.size() > 1) {
                s.problem("gateways", String.join(", ", names), "either '*' for all or names, not both");
            }
        }
        return new Deduplication(
                s.duration("window", WINDOW, Duration.ofSeconds(1), Duration.ofDays(1)),
                Gateways.of(names.stream().distinct().toList()));
    }
}
