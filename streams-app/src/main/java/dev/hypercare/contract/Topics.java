package dev.hypercare.contract;

import static dev.hypercare.contract.Topic.Cleanup.COMPACT;
import static dev.hypercare.contract.Topic.Cleanup.COMPACT_AND_DELETE;
import static dev.hypercare.contract.Topic.Cleanup.DELETE;

import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AppliedRule;
import dev.hypercare.schemas.events.Baseline;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Change;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.Feedback;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.events.LateCall;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.Signal;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import dev.hypercare.schemas.events.Verdict;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Every topic, in the order of the flow. */
public final class Topics {
    private static final String OUTSIDE = "outside";
    private static final String RAW = "raw-";

    public static final Topic<SpecificRecord> RAW_NGINX = raw("nginx");
    public static final Topic<SpecificRecord> RAW_APISIX = raw("apisix");
    public static final Topic<CatalogEntry> CATALOG =
            new Topic<>("catalog", "api", CatalogEntry.class, COMPACT, null, OUTSIDE);
    public static final Topic<Mark> MARKS = new Topic<>("marks", "id of the mark", Mark.class, COMPACT, null, OUTSIDE);
    public static final Topic<AppliedRule> RULES =
            new Topic<>("rules", "rule/version", AppliedRule.class, COMPACT, null, OUTSIDE);
    public static final Topic<Baseline> BASELINES =
            new Topic<>("baselines", "baseline name/series", Baseline.class, COMPACT, null, OUTSIDE);
    public static final Topic<Change> CHANGES =
            new Topic<>("changes", "id of the change", Change.class, DELETE, Duration.ofDays(90), OUTSIDE);
    public static final Topic<Signal> SIGNALS =
            new Topic<>("signals", "id of the signal", Signal.class, DELETE, Duration.ofDays(90), OUTSIDE);
    public static final Topic<Ticket> TICKETS =
            new Topic<>("tickets", "id of the ticket", Ticket.class, DELETE, Duration.ofDays(90), OUTSIDE);
    public static final Topic<Feedback> FEEDBACK =
            new Topic<>("feedback", "id of the answer", Feedback.class, DELETE, Duration.ofDays(90), OUTSIDE);
    public static final Topic<Call> CALLS = new Topic<>(
            "calls", "any; ticks go to every partition", Call.class, DELETE, Duration.ofDays(3), "normalise");
    public static final Topic<Kpi> KPI_PANES = new Topic<>(
            "kpi-panes", "series + pane start, partitioned by series", Kpi.class, DELETE, Duration.ofDays(7), "kpi");
    public static final Topic<Kpi> KPIS_1M = new Topic<>(
            "kpis-1m",
            "series + window start, partitioned by series",
            Kpi.class,
            COMPACT_AND_DELETE,
            Duration.ofDays(30),
            "kpi");
    public static final Topic<Kpi> KPIS_5M = new Topic<>(
            "kpis-5m",
            "series + window start, partitioned by series",
            Kpi.class,
            COMPACT_AND_DELETE,
            Duration.ofDays(90),
            "kpi");
    public static final Topic<Kpi> KPIS_1H = new Topic<>(
            "kpis-1h",
            "series + window start, partitioned by series",
            Kpi.class,
            COMPACT_AND_DELETE,
            Duration.ofDays(400),
            "kpi");
    public static final Topic<Kpi> KPIS_1D = new Topic<>(
            "kpis-1d",
            "series + window start, partitioned by series",
            Kpi.class,
            COMPACT_AND_DELETE,
            Duration.ofDays(400),
            "kpi");
    public static final Topic<LateCall> LATE =
            new Topic<>("late", "api", LateCall.class, DELETE, Duration.ofDays(30), "kpi");
    public static final Topic<MessageCounts> MESSAGES = new Topic<>(
            "messages", "api; time goes to every partition", MessageCounts.class, DELETE, Duration.ofDays(7), "kpi");
    public static final Topic<Verdict> VERDICTS = new Topic<>(
            "verdicts",
            "series; those on patterns by api; ticks go to every partition",
            Verdict.class,
            DELETE,
            Duration.ofDays(7),
            "rules");
    public static final Topic<Pattern> PATTERNS =
            new Topic<>("patterns", "pattern id", Pattern.class, COMPACT_AND_DELETE, Duration.ofDays(400), "patterns");
    public static final Topic<TicketCase> TICKET_CASES = new Topic<>(
            "ticket-cases", "id of the ticket", TicketCase.class, COMPACT_AND_DELETE, Duration.ofDays(400), "patterns");
    public static final Topic<TicketKpi> TICKET_KPIS = new Topic<>(
            "ticket-kpis",
            "series + window start",
            TicketKpi.class,
            COMPACT_AND_DELETE,
            Duration.ofDays(400),
            "patterns");
    public static final Topic<Alert> ALERTS =
            new Topic<>("alerts", "alert fingerprint", Alert.class, COMPACT_AND_DELETE, Duration.ofDays(400), "alerts");
    public static final Topic<Decision> DECISIONS =
            new Topic<>("decisions", "alert fingerprint", Decision.class, DELETE, Duration.ofDays(90), "alerts");
    public static final Topic<Gap> GAPS =
            new Topic<>("gaps", "id of the gap", Gap.class, DELETE, Duration.ofDays(30), "gaps");
    public static final Topic<DeadLetter> DEAD_LETTERS = new Topic<>(
            "dead-letters",
            "source topic-partition-offset",
            DeadLetter.class,
            DELETE,
            Duration.ofDays(30),
            "any stage");

    /** All of them, in the order of the flow. */
    public static final List<Topic<?>> ALL = List.of(
            RAW_NGINX,
            RAW_APISIX,
            CATALOG,
            MARKS,
            RULES,
            BASELINES,
            CHANGES,
            SIGNALS,
            TICKETS,
            FEEDBACK,
            CALLS,
            KPI_PANES,
            KPIS_1M,
            KPIS_5M,
            KPIS_1H,
            KPIS_1D,
            LATE,
            MESSAGES,
            VERDICTS,
            PATTERNS,
            TICKET_CASES,
            TICKET_KPIS,
            ALERTS,
            DECISIONS,
            GAPS,
            DEAD_LETTERS);

    private Topics() {}

    /** The topic that a log format is read from. Those of formats that are not read by default stand in no list: they are made when they are. */
    public static Topic<SpecificRecord> raw(String format) {
        return new Topic<>(RAW + format, "any, never trusted", null, DELETE, Duration.ofDays(1), OUTSIDE);
    }

    /** Whether a topic of this full name holds bytes as its source sent them. */
    public static boolean isRaw(String fullName, String prefix) {
        return fullName.startsWith(prefix + RAW);
    }
}
