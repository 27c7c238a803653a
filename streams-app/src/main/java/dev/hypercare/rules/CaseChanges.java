package dev.hypercare.rules;

import dev.hypercare.contract.config.Section;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Change;
import dev.hypercare.schemas.events.ChangeKind;
import dev.hypercare.schemas.events.ChangeStatus;
import dev.hypercare.schemas.events.Criticality;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Deployments and other changes that a case is given: {@code changes: [{id: 4711, at: 70m, api: pay, version: 1.8.2}]}, with {@code known}
 * for when rules know of it; and {@code upstreams: {checkout: stock}}, the APIs that others depend on.
 */
final class CaseChanges {
    private static final Duration LONGEST = Duration.ofDays(8);

    private CaseChanges() {}

    /** Hands those of a section to a book; problems are collected with it. */
    static void read(Section given, ReferenceBook book) {
        given.words("upstreams")
                .forEach((api, upstream) -> book.catalog()
                        .put(
                                api,
                                CatalogEntry.newBuilder()
                                        .setApi(api)
                                        .setCriticality(Criticality.NORMAL)
                                        .setUpstreams(List.of(upstream))
                                        .build()));
        List<Section> sections = given.sections("changes");
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            Duration at = section.duration("at", Duration.ZERO, Duration.ZERO, LONGEST);
            book.changes().take(0, i, 0, change(section, at, section.duration("known", at, Duration.ZERO, LONGEST)));
        }
    }

    private static Change change(Section section, Duration at, Duration known) {
        Instant start = Instant.ofEpochSecond(RuleCase.EPOCH).plus(at);
        Instant usedFrom = Instant.ofEpochSecond(RuleCase.EPOCH).plus(known);
        return Change.newBuilder()
                .setId(section.required("id", "what the verdict is to name"))
                .setKind(section.choice("kind", ChangeKind.class, ChangeKind.DEPLOYMENT))
                .setApis(List.of(section.required("api", "the name of an api")))
                .setVersion(section.optional("version"))
                .setStartedAt(start)
                .setStatus(ChangeStatus.SUCCEEDED)
                .setTitle(section.string("title", ""))
                .setSource("case")
                .setTakenAt(usedFrom)
                .setUsedFrom(usedFrom)
                .build();
    }
}
