package dev.hypercare.normalise.report;

import dev.hypercare.schemas.events.Feedback;
import dev.hypercare.schemas.events.FeedbackKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Answers about satisfaction in plain JSON, by the names of the schema of feedback. */
final class FeedbackFormat implements ReportFormat {
    private static final List<String> KEYS =
            List.of("id", "kind", "score", "at", "tenant", "api", "category", "ticket", "comment");
    private static final Map<String, FeedbackKind> KINDS = Map.of("csat", FeedbackKind.CSAT, "nps", FeedbackKind.NPS);

    @Override
    public String name() {
        return "feedback";
    }

    @Override
    public String about() {
        return "answers about satisfaction in plain JSON: CSAT, NPS";
    }

    @Override
    public void parse(byte[] record, Instant takenAt, Consumer<Reported> to) {
        ReportEntries.parse(record, "an answer", told -> answer(told, takenAt), to);
    }

    private static Report answer(Told told, Instant takenAt) {
        told.onlyKnows(KEYS);
        FeedbackKind kind = told.choice(KINDS, "kind");
        if (kind == null) {
            throw ReportRefusal.missing("kind", "csat or nps");
        }
        Integer score = kind == FeedbackKind.CSAT ? told.whole("score", 1, 5) : told.whole("score", 0, 10);
        if (score == null) {
            throw ReportRefusal.missing(
                    "score", kind == FeedbackKind.CSAT ? "points from 1 to 5" : "points from 0 to 10");
        }
        Instant at = told.time("at");
        return Report.of(Feedback.newBuilder()
                .setId(told.need("what tells this answer from all others", "id"))
                .setKind(kind)
                .setScore(score)
                .setAt(at == null ? takenAt : at)
                .setTenant(told.word("tenant"))
                .setApi(told.word("api"))
                .setCategory(told.word("category"))
                .setTicket(told.word("ticket"))
                .setComment(told.masked(Told.TEXT, "comment"))
                .build());
    }
}
