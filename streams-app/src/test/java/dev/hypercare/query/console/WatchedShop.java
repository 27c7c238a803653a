package dev.hypercare.query.console;

import dev.hypercare.query.AppReader.AppState;
import dev.hypercare.query.FakeApi;
import dev.hypercare.query.FakeChanges;
import dev.hypercare.query.FakeMarks;
import dev.hypercare.query.FakePast;
import dev.hypercare.query.FakeServer;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.query.TicketReader;
import dev.hypercare.query.TraceTemplate;
import dev.hypercare.query.access.AccessConfig;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.CaseState;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import java.util.List;
import java.util.function.Predicate;

/** A shop that is watched, without brokers: what the console shows is made up, and what is wrong is chosen. */
final class WatchedShop implements AutoCloseable, TicketReader {
    final ShopKpis kpis = new ShopKpis();
    final FakeMarks marks = new FakeMarks();
    final FakePast past = new FakePast();
    final ShopEvents events = new ShopEvents();
    final FakeChanges changes = new FakeChanges(System.currentTimeMillis());

    volatile List<Alert> alerts = List.of();
    volatile List<Pattern> patterns = List.of();
    volatile List<Gap> gaps = List.of();
    /** Whether the patterns cannot be read. */
    volatile boolean patternsBroken;

    volatile List<TicketCase> tickets = List.of();
    volatile List<TicketKpi> ticketKpis = List.of();
    volatile List<AppState> apps = running();

    private final AccessConfig access;
    private FakeServer server;
    /** Where it was when it left. */
    private int left;

    /** One that everybody may look at. */
    WatchedShop() {
        this(AccessConfig.OPEN);
    }

    /** One that wants tokens. */
    WatchedShop(AccessConfig access) {
        this.access = access;
        server = start(0);
    }

    /** It goes away, as when it is stopped. */
    void leave() {
        left = server.port();
        server.close();
    }

    /** It is there again, where it was. */
    void comeBack() {
        server = start(left);
    }

    private FakeServer start(int port) {
        FakeApi api = new FakeApi();
        api.access = access;
        api.port = port;
        api.past = past;
        api.traces = new TraceTemplate("https://traces.example.com/trace/{traceId}");
        api.catalog = () -> List.of(CatalogEntry.newBuilder()
                .setApi("payments")
                .setTenant("shop")
                .setOwner("ann")
                .setCriticality(Criticality.HIGH)
                .build());
        api.kpis = kpis;
        api.alerts = () -> alerts;
        api.patterns = () -> {
            if (patternsBroken) {
                throw new NotReadyException("the stores of watch are being restored");
            }
            return patterns;
        };
        api.marks = marks;
        api.apps = () -> apps;
        api.gaps = () -> gaps;
        api.tickets = this;
        api.changes = changes;
        api.clock = System::currentTimeMillis;
        return api.start();
    }

    /** Nothing is wrong. */
    WatchedShop healthy() {
        kpis.brokenSince = Long.MAX_VALUE;
        kpis.behindMillis = 0;
        kpis.empty = false;
        kpis.notReady = null;
        apps = running();
        alerts = List.of();
        patterns = events.usual();
        gaps = List.of();
        tickets = List.of();
        ticketKpis = events.answers();
        return this;
    }

    /** Payments fail since some minutes, and more. */
    WatchedShop burning() {
        healthy();
        kpis.brokenSince = events.brokenSince();
        alerts = events.alerts();
        patterns = events.patterns();
        gaps = events.gaps();
        tickets = events.tickets();
        events.changes().forEach(changes::put);
        past.decisions.clear();
        past.decisions.addAll(events.decisions());
        return this;
    }

    /** Just installed. */
    WatchedShop empty() {
        healthy();
        kpis.empty = true;
        patterns = List.of();
        ticketKpis = List.of();
        return this;
    }

    /** Where the console is. */
    String console() {
        return server.url() + "/console/";
    }

    static List<AppState> running() {
        return List.of(
                new AppState("ingest", "RUNNING", true, 0L),
                new AppState("kpi", "RUNNING", true, 12L),
                new AppState("watch", "RUNNING", true, 3L));
    }

    @Override
    public List<TicketCase> cases(Predicate<TicketCase> wanted) {
        return tickets.stream().filter(wanted).toList();
    }

    @Override
    public List<TicketKpi> kpis(Predicate<TicketKpi> wanted) {
        return ticketKpis.stream().filter(wanted).toList();
    }

    /** How many tickets are not done. */
    long open() {
        return tickets.stream()
                .filter(ticket -> ticket.getState() != CaseState.CLOSED)
                .count();
    }

    @Override
    public void close() {
        server.close();
    }
}
