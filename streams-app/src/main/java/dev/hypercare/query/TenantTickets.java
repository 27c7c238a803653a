package dev.hypercare.query;

import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tickets of the APIs that who asks may see.
 *
 * @param tenancy tells who that is
 */
record TenantTickets(TicketReader all, Tenancy tenancy) implements TicketReader {

    @Override
    public List<TicketCase> cases(Predicate<TicketCase> wanted) {
        List<TicketCase> found = all.cases(wanted.and(one -> tenancy.sees(one.getApi())));
        return tenancy.limit() == null
                ? found
                : found.stream().map(this::withoutOthers).toList();
    }

    /** A ticket may be linked to messages of other APIs. */
    private TicketCase withoutOthers(TicketCase one) {
        if (one.getLinks().stream().allMatch(link -> tenancy.sees(link.getApi()))) {
            return one;
        }
        return TicketCase.newBuilder(one)
                .setLinks(one.getLinks().stream()
                        .filter(link -> tenancy.sees(link.getApi()))
                        .toList())
                .build();
    }

    @Override
    public List<TicketKpi> kpis(Predicate<TicketKpi> wanted) {
        return all.kpis(wanted.and(one -> tenancy.sees(one.getLabels().get("api"))));
    }
}
