package dev.hypercare.normalise.report;

import dev.hypercare.normalise.format.CleanText;
import dev.hypercare.privacy.Masking;
import dev.hypercare.schemas.events.Change;
import dev.hypercare.schemas.events.ChangeKind;
import dev.hypercare.schemas.events.ChangeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A change as a tool reports it, made the same record that the REST API writes. */
final class ChangeDraft {
    /** How far ahead every instance has read it, as for those that come by REST (ADR 29). */
    static final Duration AHEAD = Duration.ofSeconds(3);

    private final String source;
    private final String id;
    private ChangeKind kind = ChangeKind.DEPLOYMENT;
    private ChangeStatus status = ChangeStatus.SUCCEEDED;
    private List<String> apis = List.of();
    private @Nullable String service;
    private @Nullable String version;
    private @Nullable String environment;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private @Nullable String actor;
    private @Nullable String title;
    private @Nullable String link;

    ChangeDraft(String source, String id) {
        this.source = source;
        this.id = id;
    }

    ChangeDraft of(ChangeKind what, ChangeStatus howFar) {
        kind = what;
        status = howFar;
        return this;
    }

    ChangeDraft what(@Nullable String ofService, @Nullable String toVersion, @Nullable String where) {
        service = ofService;
        version = toVersion;
        environment = where;
        return this;
    }

    ChangeDraft apis(List<String> names) {
        apis = names;
        return this;
    }

    /** When it began, and when it was complete; null where that is not known. */
    ChangeDraft from(@Nullable Instant start, @Nullable Instant end) {
        startedAt = start;
        endedAt = end;
        return this;
    }

    /** Who made it; masked here. */
    ChangeDraft by(@Nullable String who) {
        actor = who;
        return this;
    }

    /** One line for people; null for one that is made of the rest. */
    ChangeDraft titled(@Nullable String line) {
        title = line;
        return this;
    }

    ChangeDraft link(@Nullable String url) {
        link = url;
        return this;
    }

    /** The report. @param takenAt when it came, which stands for a start that is not told */
    Report report(Instant takenAt) {
        if (apis.isEmpty() && service == null) {
            throw ReportRefusal.missing("service", "the service or API that was changed, as in calls");
        }
        Instant start = startedAt == null ? takenAt : startedAt;
        Instant end = endedAt;
        if (end != null && end.isBefore(start)) {
            throw ReportRefusal.bad("endedAt", end.toString(), "not before the start, " + start);
        }
        Instant known = takenAt.plus(AHEAD);
        String line = title == null ? null : CleanText.of(Masking.text(title), Told.WORD);
        return Report.of(Change.newBuilder()
                .setId(id)
                .setKind(kind)
                .setApis(apis)
                .setService(service)
                .setVersion(version)
                .setEnvironment(environment)
                .setStartedAt(start)
                .setEndedAt(end)
                .setStatus(status)
                .setActor(actor == null ? null : masked(actor))
                .setTitle(line == null ? made() : line)
                .setLink(link)
                .setSource(source)
                .setTakenAt(takenAt)
                .setUsedFrom(known.isBefore(start) ? start : known)
                .build());
    }

    private String made() {
        return kind.name().toLowerCase(Locale.ROOT) + (version == null ? "" : " " + version) + " of "
                + (service == null ? String.join(", ", apis) : service);
    }

    /** The first letter, and the domain of an address. */
    private static String masked(String actor) {
        int at = actor.indexOf('@');
        return actor.substring(0, actor.offsetByCodePoints(0, 1)) + "***" + (at > 0 ? actor.substring(at) : "");
    }
}
