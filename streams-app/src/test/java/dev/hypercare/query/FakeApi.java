package dev.hypercare.query;

import java.util.List;
import java.util.function.LongSupplier;

/** What the query API of a test answers from: everything in the heap. Set what the test needs, then start it. */
public final class FakeApi {
    public KpiReader kpis = new FakeKpis();
    public AlertReader alerts = List::of;
    public PatternReader patterns = List::of;
    public MarkBook marks = new FakeMarks();
    public RuleBoard rules = RuleBoard.absent("none");
    public GapReader gaps = List::of;
    public TicketReader tickets = FakeTickets.some();
    public AppReader apps = List::of;
    public FlowReader flow = new FakeFlow();
    public CatalogReader catalog = List::of;
    public PastReader past = new FakePast();
    /** What time it is, milliseconds since the epoch. */
    public long now = FakeKpis.START;

    /** What tells the time. */
    public LongSupplier clock = () -> now;

    /** Every resource there is. */
    List<QueryResource> resources() {
        return List.of(
                new KpiResource(kpis, clock),
                new TopResource(kpis, clock),
                new CompareResource(kpis, clock),
                new HeatmapResource(kpis, clock),
                new ChangeResource(kpis, patterns, clock),
                new AlertResource(alerts),
                new AlertLifeResource(alerts, past, clock),
                new PatternResource(patterns, clock),
                new TicketResource(tickets, clock),
                new GapResource(gaps),
                new MarkResource(marks, alerts, clock),
                new RuleResource(rules),
                new CatalogResource(catalog),
                new DeadLetterResource(past, clock),
                new FlowResource(flow),
                new HealthResource(apps),
                new DocumentResource(),
                new ConsoleResource());
    }

    /** Starts it on a free port. */
    public FakeServer start() {
        return new FakeServer(resources());
    }
}
