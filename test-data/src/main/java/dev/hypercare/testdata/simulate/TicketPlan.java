package dev.hypercare.testdata.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The tickets: about two an hour of everyday matters, and some a few minutes after faults that people notice. */
final class TicketPlan {
    private static final long MINUTE = 60_000;
    private static final List<String> EVERYDAY = List.of(
            "How do I change my address",
            "Invoice in another language",
            "Password forgotten",
            "Question about a tariff");
    private static final Set<SimulatedFaultKind> NOTICED = EnumSet.of(
            SimulatedFaultKind.API_OUTAGE,
            SimulatedFaultKind.ROUTE_ERRORS,
            SimulatedFaultKind.CONSUMER_ERRORS,
            SimulatedFaultKind.UPSTREAM_TIMEOUT,
            SimulatedFaultKind.NO_RESPONSE,
            SimulatedFaultKind.ERROR_BODY,
            SimulatedFaultKind.LATENCY_STEP,
            SimulatedFaultKind.DEPLOYMENT_CLIENT_ERRORS);

    private TicketPlan() {}

    private record Raised(long at, String api, String consumer, String subject) {}

    static List<SimulatedTicket> of(TrafficModel model, List<Injection> injections, long key) {
        Draws draws = new Draws(key);
        List<Raised> raised = new ArrayList<>();
        long from = model.settings().fromMillis();
        long time = model.settings().toMillis() - from;
        for (long i = 0; i < time / (30 * MINUTE); i++) {
            SimulatedApi api = model.landscape()
                    .apis()
                    .get(draws.below(model.landscape().apis().size()));
            String subject = EVERYDAY.get(draws.below(EVERYDAY.size()));
            raised.add(raised(from + (long) (draws.next() * time), api, subject, draws));
        }
        for (Injection injection : injections) {
            SimulatedApi api = injection.scope().api();
            if (api != null && NOTICED.contains(injection.kind())) {
                int tickets = 1 + draws.below(4);
                for (int i = 0; i < tickets; i++) {
                    long at = injection.from() + (long) (draws.between(2, 15) * MINUTE);
                    raised.add(raised(at, api, "Our calls of " + api.name() + " do not work", draws));
                }
            }
        }
        raised.sort(Comparator.comparingLong(Raised::at));
        List<SimulatedTicket> tickets = new ArrayList<>();
        for (Raised one : raised) {
            String id = "ticket-" + (tickets.size() + 1);
            tickets.add(new SimulatedTicket(id, one.at, one.api, one.consumer, one.subject));
        }
        return List.copyOf(tickets);
    }

    private static Raised raised(long at, SimulatedApi api, String subject, Draws draws) {
        Caller caller = api.callers().get(api.callerShares().pick(draws.next()));
        return new Raised(at, api.name(), caller.name(), subject);
    }
}
