package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.schemas.events.TicketKpi;
import org.jspecify.annotations.Nullable;

/** Sums of tickets and answers, and what is read from them. Not thread-safe. */
final class TicketFigures {
    private long opened;
    private long resolved;
    private long reopened;
    private long resolveMillis;
    private long answered;
    private long answerMillis;
    private long escalated;
    private long firstContact;
    private long contactKnown;
    private long csat;
    private long csatSum;
    private long csatSatisfied;
    private long nps;
    private long npsPromoters;
    private long npsDetractors;

    void add(TicketKpi kpi) {
        opened += kpi.getOpened();
        resolved += kpi.getResolved();
        reopened += kpi.getReopened();
        resolveMillis += kpi.getResolveMillis();
        answered += kpi.getAnswered();
        answerMillis += kpi.getAnswerMillis();
        escalated += kpi.getEscalated();
        firstContact += kpi.getFirstContact();
        contactKnown += kpi.getContactKnown();
        csat += kpi.getCsat();
        csatSum += kpi.getCsatSum();
        csatSatisfied += kpi.getCsatSatisfied();
        nps += kpi.getNps();
        npsPromoters += kpi.getNpsPromoters();
        npsDetractors += kpi.getNpsDetractors();
    }

    /** By how much the backlog grew. */
    long growth() {
        return opened + reopened - resolved;
    }

    /** As JSON; null is not known. */
    ObjectNode json(long backlog) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("opened", opened)
                .put("resolved", resolved)
                .put("reopened", reopened)
                .put("backlog", backlog)
                .put("escalated", escalated)
                .put("resolveSeconds", share(resolveMillis / 1000.0, resolved))
                .put("firstAnswerSeconds", share(answerMillis / 1000.0, answered))
                .put("firstContactShare", share(firstContact, contactKnown))
                .put("reopenShare", share(reopened, resolved))
                .put("escalatedShare", share(escalated, opened))
                .put("csatAnswers", csat)
                .put("csat", share(csatSum, csat))
                .put("csatSatisfiedShare", share(csatSatisfied, csat))
                .put("npsAnswers", nps)
                .put("nps", share(100.0 * (npsPromoters - npsDetractors), nps));
    }

    private static @Nullable Double share(double part, long whole) {
        return whole == 0 ? null : (Double) (part / whole);
    }
}
