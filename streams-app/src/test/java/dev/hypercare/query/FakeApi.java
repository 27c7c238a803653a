package dev.hypercare.query;

import dev.hypercare.contract.PatternCounts;
import dev.hypercare.contract.Resolution;
import dev.hypercare.query.access.AccessConfig;
import dev.hypercare.query.access.TlsConfig;
import dev.hypercare.schemas.events.Pattern;
import java.net.http.HttpClient;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** What the query API of a test answers from: everything in the heap. Set what the test needs, then start it. */
public final class FakeApi {
    public KpiReader kpis = new FakeKpis();
    public AlertReader alerts = List::of;
    public PatternReader patterns = somePatterns();
    public MarkBook marks = new FakeMarks();
    public RuleBoard rules = RuleBoard.absent("none");
    public ChangeBoard changes = new FakeChanges(FakeKpis.START);
    public ExplainReader explain = ExplainReader.absent("none");
    public TraceTemplate traces = TraceTemplate.NONE;
    public BaselineReader baselines = (name, meanwhile) -> List.of();
    public GapReader gaps = List::of;
    public TicketReader tickets = FakeTickets.some();
    public AppReader apps = List::of;
    public FlowReader flow = new FakeFlow();
    public CatalogReader catalog = List::of;
    public PastReader past = new FakePast();
    public Meters meters = Meters.none();
    public AccessConfig access = AccessConfig.OPEN;
    /** Where it listens; 0 for any port that is free. */
    public int port;
    /** What time it is, milliseconds since the epoch. */
    public long now = FakeKpis.START;

    /** What tells the time. */
    public LongSupplier clock = () -> now;

    /** Every resource there is. */
    List<QueryResource> resources() {
        return resources(new Tenancy(access.isOn(), catalog));
    }

    /** The same, limited to who asks, as it is done for real. */
    private List<QueryResource> resources(Tenancy tenancy) {
        KpiSource kpis = tenancy.kpis(this.kpis);
        AlertReader alerts = tenancy.alerts(this.alerts);
        PatternReader patterns = tenancy.patterns(this.patterns);
        MarkBook marks = tenancy.marks(this.marks, this.alerts);
        PastReader past = tenancy.past(this.past);
        return List.of(
                new KpiResource(kpis, traces, clock),
                new TopResource(kpis, traces, clock),
                new CompareResource(kpis, baselines, traces, clock),
                new HeatmapResource(kpis, traces, clock),
                new ChangeResource(kpis, patterns, clock),
                new AlertResource(alerts),
                new AlertLifeResource(alerts, past, clock),
                new EndedAlertResource(past, clock),
                new PatternResource(patterns, traces, clock),
                new TicketResource(tenancy.tickets(tickets), clock),
                new GapResource(tenancy.gaps(gaps)),
                new MarkResource(marks, alerts, clock),
                new RuleResource(rules),
                new ChangeListResource(changes, clock),
                new ExplainResource(explain, List.of(List.of("api"), List.of("api", "route", "method")), clock),
                new CatalogResource(tenancy.catalog()),
                new DeadLetterResource(past, clock),
                new FlowResource(flow),
                new HealthResource(tenancy.apps(apps)),
                new DocumentResource(),
                new ConsoleResource(),
                new MetricsResource(meters));
    }

    /** None as they stand, and calls of one that is forgotten. */
    private static PatternReader somePatterns() {
        PatternCounts counts = new PatternCounts();
        counts.add("gone", 3);
        PatternHistory history = new PatternHistory() {
            @Override
            public OptionalLong countedUpTo() {
                return OptionalLong.of(FakeKpis.START);
            }

            @Override
            public List<String> apis() {
                return List.of("a");
            }

            @Override
            public List<PatternCounts> windows(Resolution resolution, String api, long from, long to) {
                return List.of(counts);
            }
        };
        return new PatternReader() {
            @Override
            public List<Pattern> patterns() {
                return List.of();
            }

            @Override
            public PatternSource source() {
                return question -> PatternPart.of(history, question);
            }
        };
    }

    /** Starts it on a free port. */
    public FakeServer start() {
        return start(QueryLimits.defaults());
    }

    /** Starts it with a certificate. */
    public FakeServer start(TlsConfig tls) {
        return new FakeServer(
                resources(),
                new QueryConfig("127.0.0.1", 0, tls, access, PeersConfig.DEFAULT, QueryLimits.defaults()),
                HttpClient.newHttpClient(),
                meters);
    }

    /** Starts it with other limits. */
    FakeServer start(QueryLimits limits) {
        return new FakeServer(
                resources(),
                new QueryConfig("127.0.0.1", port, TlsConfig.NONE, access, PeersConfig.DEFAULT, limits),
                HttpClient.newHttpClient(),
                meters);
    }
}
