package dev.hypercare.normalise.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.contract.ChangeFields;
import dev.hypercare.normalise.format.CleanText;
import dev.hypercare.schemas.events.ChangeKind;
import dev.hypercare.schemas.events.ChangeStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** A change in plain JSON, with the fields of {@code POST /api/v1/changes}; what is missing is not known from earlier reports here. */
final class ChangeFormat implements ReportFormat {
    private static final Map<String, ChangeKind> KINDS = Map.of(
            "deployment", ChangeKind.DEPLOYMENT,
            "config", ChangeKind.CONFIG,
            "flag", ChangeKind.FLAG,
            "rollback", ChangeKind.ROLLBACK,
            "other", ChangeKind.OTHER);
    private static final Map<String, ChangeStatus> STATUSES =
            Map.of("started", ChangeStatus.STARTED, "succeeded", ChangeStatus.SUCCEEDED, "failed", ChangeStatus.FAILED);

    @Override
    public String name() {
        return "change";
    }

    @Override
    public String about() {
        return "changes in plain JSON, as POST /api/v1/changes takes them";
    }

    @Override
    public void parse(byte[] record, Instant takenAt, Consumer<Reported> to) {
        ReportEntries.parse(record, "a change", told -> change(told, record, takenAt), to);
    }

    private static Report change(Told told, byte[] record, Instant takenAt) {
        told.onlyKnows(ChangeFields.NAMES);
        String source = told.word("source");
        ChangeKind kind = told.choice(KINDS, "kind");
        ChangeStatus status = told.choice(STATUSES, "status");
        String link = told.link("link");
        if (link == null && told.word("link") != null) {
            throw ReportRefusal.bad(
                    "link", String.valueOf(told.word("link")), "an address that begins with https:// or http://");
        }
        return new ChangeDraft(source == null ? ChangeFields.NO_SOURCE : source, id(told, record, takenAt))
                .of(kind == null ? ChangeKind.DEPLOYMENT : kind, status == null ? ChangeStatus.SUCCEEDED : status)
                .what(told.word("service"), told.word("version"), told.word("environment"))
                .apis(apis(told))
                .from(told.time("startedAt"), told.time("endedAt"))
                .by(told.word("actor"))
                .titled(told.word("title"))
                .link(link)
                .report(takenAt);
    }

    private static List<String> apis(Told told) {
        List<String> apis = new ArrayList<>();
        String one = told.word("api");
        if (one != null) {
            apis.add(one);
        }
        JsonNode many = told.node("apis");
        if (told.has("apis") && (one != null || !many.isArray() || many.size() > ChangeFields.MOST_APIS)) {
            throw ReportRefusal.bad(
                    "apis", many.toString(), "up to " + ChangeFields.MOST_APIS + " names, and no api beside them");
        }
        for (JsonNode api : many) {
            String name = api.isTextual() ? CleanText.of(api.asText(), Told.WORD) : null;
            if (name == null) {
                throw ReportRefusal.bad("apis", many.toString(), "names such as [\"payments\", \"orders\"]");
            }
            apis.add(name);
        }
        return apis.stream().sorted().distinct().toList();
    }

    /** Where none is told: one of its own for this content at this time, the same when the record is read again. */
    private static String id(Told told, byte[] record, Instant takenAt) {
        String id = told.word("id");
        if (id == null) {
            byte[] time = takenAt.toString().getBytes(StandardCharsets.UTF_8);
            byte[] all = ByteBuffer.allocate(record.length + time.length)
                    .put(record)
                    .put(time)
                    .array();
            return UUID.nameUUIDFromBytes(all).toString();
        }
        if (!ChangeFields.ID.matcher(id).matches()) {
            throw ReportRefusal.bad("id", id, ChangeFields.ID_WORDS);
        }
        return id;
    }
}
