package dev.hypercare.query;

import dev.hypercare.schemas.events.CaseState;
import dev.hypercare.schemas.events.LinkCertainty;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import dev.hypercare.schemas.events.TicketLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Tickets that are known without an application. */
public final class FakeTickets implements TicketReader {

    private static final Instant DAY = Instant.parse("2026-11-20T00:00:00Z");

    public static final long NOW = DAY.plusSeconds(12 * 3600).toEpochMilli();

    private final List<TicketCase> cases = new ArrayList<>();
    private final List<TicketKpi> kpis = new ArrayList<>();

    /** Three tickets, and figures of the last hours and of the day before. */
    public static FakeTickets some() {
        FakeTickets tickets = new FakeTickets();
        tickets.cases.add(ticket("jira:1", "P2", CaseState.IN_PROGRESS, "outage", null, "s1", 1));
        tickets.cases.add(TicketCase.newBuilder(ticket("jira:2", "P1", CaseState.OPEN, "outage", "pay", "s1", 2))
                .setLinks(List.of(TicketLink.newBuilder()
                        .setPattern("p1")
                        .setApi("pay")
                        .setScore(0.95)
                        .setCertainty(LinkCertainty.LIKELY)
                        .setEvidence(List.of("trace 1"))
                        .build()))
                .build());
        tickets.cases.add(ticket("jira:3", "P4", CaseState.CLOSED, "billing", "orders", null, 3));
        tickets.kpis.add(kpi("pay", -24, 86_400, 30, 20));
        tickets.kpis.add(kpi("pay", -3, 3600, 30, 20));
        tickets.kpis.add(kpi("pay", 8, 3600, 1, 0));
        tickets.kpis.add(kpi("pay", 9, 3600, 1, 0));
        tickets.kpis.add(TicketKpi.newBuilder(kpi("pay", 11, 3600, 3, 2))
                .setCsat(2)
                .setCsatSum(8)
                .setNps(4)
                .setNpsPromoters(3)
                .setNpsDetractors(1)
                .build());
        tickets.kpis.add(kpi("orders", 11, 3600, 2, 2));
        tickets.kpis.add(kpi("pay", 0, 86_400, 5, 2));
        tickets.kpis.add(kpi("orders", 0, 86_400, 2, 2));
        return tickets;
    }

    @Override
    public List<TicketCase> cases(Predicate<TicketCase> wanted) {
        return cases.stream().filter(wanted).toList();
    }

    @Override
    public List<TicketKpi> kpis(Predicate<TicketKpi> wanted) {
        return kpis.stream().filter(wanted).toList();
    }

    private static TicketCase ticket(
            String id, String priority, CaseState state, String category, String api, String subject, long hour) {
        return TicketCase.newBuilder()
                .setId(id)
                .setSource("jira")
                .setState(state)
                .setAt(DAY.plusSeconds(hour * 3600))
                .setCreatedAt(DAY.plusSeconds(hour * 3600))
                .setResolvedAt(state == CaseState.CLOSED ? DAY.plusSeconds(hour * 3600 + 60) : null)
                .setTitle("The shop is down")
                .setApi(api)
                .setCategory(category)
                .setCategoryReason("it says 'down'")
                .setPriority(priority)
                .setPriorityReason("severity " + priority)
                .setSubject(subject)
                .build();
    }

    private static TicketKpi kpi(String api, int hour, int seconds, long opened, long resolved) {
        return TicketKpi.newBuilder()
                .setSeries("api=" + api + ",category=outage")
                .setLabels(Map.of("api", api, "category", "outage"))
                .setStart(DAY.plusSeconds(hour * 3600L))
                .setWindowSeconds(seconds)
                .setOpened(opened)
                .setResolved(resolved)
                .setReopened(0)
                .setResolveMillis(resolved * 1_800_000)
                .setAnswered(0)
                .setAnswerMillis(0)
                .setEscalated(0)
                .setFirstContact(resolved / 2)
                .setContactKnown(resolved)
                .setCsat(0)
                .setCsatSum(0)
                .setCsatSatisfied(0)
                .setNps(0)
                .setNpsPromoters(0)
                .setNpsDetractors(0)
                .build();
    }
}
