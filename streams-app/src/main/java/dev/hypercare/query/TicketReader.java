package dev.hypercare.query;

import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import java.util.List;
import java.util.function.Predicate;

/** Reads what is known of tickets, wherever it is. */
public interface TicketReader {

    /** Cases that match, in any order. Error: {@link NotReadyException} while the store cannot be read. */
    List<TicketCase> cases(Predicate<TicketCase> wanted);

    /** Figures by hour and day that match, in any order. Error: as above. */
    List<TicketKpi> kpis(Predicate<TicketKpi> wanted);

    /** One that is never ready, for a process whose applications keep no tickets. */
    static TicketReader absent(String why) {
        return new TicketReader() {
            @Override
            public List<TicketCase> cases(Predicate<TicketCase> wanted) {
                throw new NotReadyException(why);
            }

            @Override
            public List<TicketKpi> kpis(Predicate<TicketKpi> wanted) {
                throw new NotReadyException(why);
            }
        };
    }
}
