package dev.hypercare.query.store;

import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topics;
import dev.hypercare.query.AlertReader;
import dev.hypercare.query.GapReader;
import dev.hypercare.query.MarkBook;
import dev.hypercare.query.PatternReader;
import dev.hypercare.query.QueryConfig;
import dev.hypercare.query.Tenancy;
import dev.hypercare.query.TicketReader;
import dev.hypercare.query.cluster.ClusterDesk;
import dev.hypercare.query.cluster.PeerCalls;
import dev.hypercare.query.cluster.Shelf;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.Wiring;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.streams.KafkaStreams;

/**
 * What the application watch keeps, whichever instance has it.
 *
 * @param alerts those that have not ended
 * @param patterns those that are known
 * @param gaps those that last
 * @param marks what people said
 * @param tickets what is known of them
 */
record WatchDesks(AlertReader alerts, PatternReader patterns, GapReader gaps, MarkBook marks, TicketReader tickets) {

    /** Those of a process without the application. */
    static WatchDesks absent(String why) {
        return new WatchDesks(
                AlertReader.absent(why),
                PatternReader.absent(why),
                GapReader.absent(why),
                MarkBook.absent(why),
                TicketReader.absent(why));
    }

    /**
     * Those of a running application.
     *
     * @param cluster where marks are written
     * @param shared what other instances may ask for; this adds to it
     */
    static WatchDesks of(
            KafkaStreams watch, QueryConfig config, PeerCalls calls, ClusterAccess cluster, List<Shelf<?, ?>> shared) {
        AppShelves shelves = new AppShelves(watch, config, calls, shared);
        Wiring wiring = cluster.wiring();
        ClusterDesk<Mark> marks = shelves.desk(Stores.MARKS, wiring.form(Topics.MARKS), MarkStores::all);
        return new WatchDesks(
                shelves.desk(
                        Stores.ACTIVE_ALERTS,
                        wiring.form(Topics.ALERTS),
                        store -> new AlertStores(() -> store).active())::all,
                patterns(shelves, wiring),
                shelves.desk(Stores.OPEN_GAPS, wiring.form(Topics.GAPS), store -> new GapStores(() -> store).open())
                        ::all,
                new MarkStores(marks::all, cluster),
                tickets(shelves, wiring));
    }

    /** The same as who asks may see it. */
    WatchDesks limited(Tenancy tenancy) {
        return new WatchDesks(
                tenancy.alerts(alerts),
                tenancy.patterns(patterns),
                tenancy.gaps(gaps),
                tenancy.marks(marks, alerts),
                tenancy.tickets(tickets));
    }

    private static PatternReader patterns(AppShelves shelves, Wiring wiring) {
        return new PatternStores(
                shelves.desk(Stores.PATTERNS, wiring.form(Topics.PATTERNS), PatternStores::all)::all,
                shelves.desk(Stores.SUBJECTS, wiring.form(Topics.PATTERNS), PatternStores::all)::all,
                shelves.patternCounts());
    }

    private static TicketReader tickets(AppShelves shelves, Wiring wiring) {
        ClusterDesk<TicketCase> cases = shelves.desk(
                Stores.TICKET_CASES,
                wiring.form(Topics.TICKET_CASES),
                store -> new TicketStores(name -> store).cases(one -> true));
        ClusterDesk<TicketKpi> kpis = shelves.desk(
                Stores.TICKET_KPIS,
                wiring.form(Topics.TICKET_KPIS),
                store -> new TicketStores(name -> store).kpis(one -> true));
        return new TicketReader() {
            @Override
            public List<TicketCase> cases(Predicate<TicketCase> wanted) {
                return cases.all().stream().filter(wanted).toList();
            }

            @Override
            public List<TicketKpi> kpis(Predicate<TicketKpi> wanted) {
                return kpis.all().stream().filter(wanted).toList();
            }
        };
    }
}
