package dev.hypercare.alerts;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Criticality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The catalog as a file:
 *
 * <pre>
 * apis:
 *   - name: payments            # as in the calls
 *     tenant: retail
 *     owner: team-payments
 *     criticality: critical     # critical, high, normal (default), low
 *     upstreams: [ledger]       # APIs that it depends on
 *     go-live: 2026-11-22T06:00:00+01:00    # or a day, which begins at midnight UTC
 * </pre>
 */
public final class CatalogFile {
    private CatalogFile() {}

    /** Reads a file. Error: {@link InvalidInput} that lists every problem. */
    public static List<CatalogEntry> read(Path file) {
        Problems problems = new Problems();
        List<CatalogEntry> entries = read(Section.read(file, problems));
        problems.throwIfAny("the catalog cannot be used", "Correct " + file + ".");
        return entries;
    }

    /** Reads the root of a file; problems are collected with it. */
    public static List<CatalogEntry> read(Section root) {
        List<CatalogEntry> entries = new ArrayList<>();
        Map<String, String> places = new TreeMap<>();
        for (Section section : root.sections("apis")) {
            CatalogEntry entry = entry(section);
            String other = places.putIfAbsent(entry.getApi(), section.place());
            if (other != null && !entry.getApi().isEmpty()) {
                section.problem("name", entry.getApi(), "each api once; it is also at " + other);
            }
            entries.add(entry);
        }
        root.close();
        return entries;
    }

    /** One API of the list. */
    static CatalogEntry entry(Section section) {
        String api = section.required("name", "the name of an api, as in the calls");
        List<String> upstreams = section.oneOrMore("upstreams", List.of());
        if (upstreams.contains(api)) {
            section.problem("upstreams", api, "other apis");
        }
        return CatalogEntry.newBuilder()
                .setApi(api)
                .setTenant(section.optional("tenant"))
                .setOwner(section.optional("owner"))
                .setCriticality(section.choice("criticality", Criticality.class, Criticality.NORMAL))
                .setUpstreams(upstreams)
                .setGoLiveAt(section.instant("go-live"))
                .build();
    }
}
