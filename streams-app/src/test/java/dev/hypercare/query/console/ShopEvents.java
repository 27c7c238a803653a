package dev.hypercare.query.console;

import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.CaseState;
import dev.hypercare.schemas.events.Change;
import dev.hypercare.schemas.events.ChangeKind;
import dev.hypercare.schemas.events.ChangeStatus;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.DecisionCause;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.GapKind;
import dev.hypercare.schemas.events.GapState;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import dev.hypercare.schemas.events.PatternState;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What happened in the shop, counted from now. */
final class ShopEvents {
    static final String WORST = "f1f1f1f1f1f1f1f1";
    /** An alert that has ended. */
    static final String OVER = "e1e1e1e1e1e1e1e1";

    static final String HOSTILE_TEMPLATE = "no such user <*> <script>document.title='harm'</script>";

    private final Instant now = Instant.now();

    long brokenSince() {
        return minutesAgo(14).truncatedTo(ChronoUnit.MINUTES).toEpochMilli();
    }

    List<Alert> alerts() {
        return List.of(
                alert(WORST, "P1", AlertState.FIRING, "payments", "api-failure-burst", 13)
                        .setSummary("payments: 34 % of 2,380 calls fail")
                        .setChangeId("run-1")
                        .setChange("3 min after deployment 1.8.2 of payments")
                        .setEvidence(Map.of(
                                "calls",
                                2380.0,
                                "failed",
                                809.0,
                                "failed_ratio",
                                0.34,
                                "p99",
                                612.0,
                                "traffic_share",
                                0.19))
                        .setImpact("34 % of the calls, of about 48 consumers; payments is critical")
                        .setOwner("team-payments")
                        .setCriticality("critical")
                        .build(),
                alert("f2", "P2", AlertState.FIRING, "payments", "route-5xx-burst", 12)
                        .setLabels(Map.of("api", "payments", "route", "/v1/charges", "method", "POST"))
                        .setSummary("payments POST /v1/charges: 41 % of 960 calls end with a 5xx")
                        .build(),
                alert("f3", "P3", AlertState.FLAPPING, "search", "route-latency-unusual", 44)
                        .setSummary("search GET /v1/search: half of 310 calls take more than 120 ms, 48 ms are usual")
                        .build(),
                alert("f4", "P2", AlertState.FIRING, "orders", "api-5xx-rate", 11)
                        .setSummary("orders: 2.1 % of 1,790 calls end with a 5xx")
                        .setAcknowledgedBy("ann")
                        .setAcknowledgedAt(minutesAgo(6))
                        .build(),
                alert("f5", "P4", AlertState.PENDING, ShopKpis.HOSTILE, "api-p99-latency", 1)
                        .setSummary(ShopKpis.HOSTILE + ": one call in a hundred takes more than 900 ms")
                        .setFiredAt(null)
                        .build());
    }

    private Alert.Builder alert(
            String fingerprint, String severity, AlertState state, String api, String rule, int minutes) {
        return Alert.newBuilder()
                .setFingerprint(fingerprint)
                .setRule(rule)
                .setRuleVersion("3")
                .setSeries("api=" + api)
                .setLabels(Map.of("api", api))
                .setState(state)
                .setSeverity(severity)
                .setSummary(rule)
                .setReason("failed >= 10 && failed_ratio > 0.1 held for 3 s")
                .setAt(minutesAgo(minutes).plusSeconds(20))
                .setStartedAt(minutesAgo(minutes))
                .setFiredAt(minutesAgo(minutes).plusSeconds(3))
                .setEvidence(Map.of("calls", 310.0))
                .setCondition("failed >= 10 && failed_ratio > 0.1")
                .setWindowSeconds(10)
                .setRunbook("docs/runbooks/" + rule + ".md");
    }

    /** What was decided about the worst alert, and about one that was over half an hour ago. */
    List<Decision> decisions() {
        return List.of(
                decision(OVER, "catalog", "P2", null, AlertState.FIRING, 38),
                decision(OVER, "catalog", "P2", AlertState.FIRING, AlertState.RESOLVED, 33),
                decision(WORST, "payments", "P2", null, AlertState.PENDING, 13),
                decision(WORST, "payments", "P1", AlertState.PENDING, AlertState.FIRING, 12));
    }

    private Decision decision(
            String fingerprint, String api, String severity, AlertState from, AlertState to, int minutes) {
        return Decision.newBuilder()
                .setFingerprint(fingerprint)
                .setRule("api-5xx-rate")
                .setRuleVersion("3")
                .setSeries("api=" + api)
                .setLabels(Map.of("api", api))
                .setAt(minutesAgo(minutes))
                .setFrom(from == null ? null : from.name())
                .setTo(to.name())
                .setSeverity(severity)
                .setSuppressed(false)
                .setCause(DecisionCause.CHANGED)
                .setReason(
                        to == AlertState.RESOLVED
                                ? "failed_ratio < 0.01 held for 1 min"
                                : "failed >= 10 && failed_ratio > 0.1 held for 3 s")
                .setCondition("failed >= 10 && failed_ratio > 0.1")
                .setWindowSeconds(10)
                .setEvidence(Map.of("failed_ratio", 0.34))
                .build();
    }

    /** Two of payments, one of them given up, and one of search. */
    List<Change> changes() {
        return List.of(
                change("run-1", "payments", "1.8.2", 16, ChangeStatus.SUCCEEDED),
                change("run-2", "payments", "1.8.1", 9, ChangeStatus.FAILED),
                change("run-3", "search", "4.0.0", 30, ChangeStatus.SUCCEEDED));
    }

    private Change change(String id, String api, String version, int minutes, ChangeStatus status) {
        return Change.newBuilder()
                .setId(id)
                .setKind(status == ChangeStatus.FAILED ? ChangeKind.ROLLBACK : ChangeKind.DEPLOYMENT)
                .setApis(List.of(api))
                .setVersion(version)
                .setStartedAt(minutesAgo(minutes))
                .setStatus(status)
                .setActor("a***@example.com")
                .setTitle((status == ChangeStatus.FAILED ? "rollback " : "deployment ") + version + " of " + api)
                .setSource("github")
                .setTakenAt(minutesAgo(minutes))
                .build();
    }

    List<Pattern> patterns() {
        List<Pattern> patterns = new ArrayList<>(List.of(
                pattern("p1", "payments", PatternState.NEW, "connection refused by <*> port <*>", 809, 14)
                        .setRoutes(List.of("/v1/charges", "/v1/refunds"))
                        .setStatuses(List.of(503))
                        .setTraceIds(List.of("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b700f067aa0ba902b7"))
                        .build(),
                pattern("p2", "orders", PatternState.SURGING, "payment of order <*> timed out after <*> ms", 96, 2000)
                        .build(),
                pattern("p3", ShopKpis.HOSTILE, PatternState.REGRESSED, HOSTILE_TEMPLATE, 4, 9000)
                        .build()));
        patterns.addAll(usual());
        return patterns;
    }

    List<Pattern> usual() {
        return List.of(
                pattern("p4", "catalog", PatternState.RECURRING, "no product <*>", 12, 20_000)
                        .build(),
                pattern("p5", "search", PatternState.RARE, "index <*> is being rebuilt", 1, 4000)
                        .build());
    }

    private Pattern.Builder pattern(
            String id, String api, PatternState state, String template, long recent, int minutes) {
        return Pattern.newBuilder()
                .setId(id)
                .setKind(PatternKind.MESSAGE)
                .setApi(api)
                .setTemplate(template)
                .setState(state)
                .setAt(minutesAgo(1))
                .setReason("first seen after the go-live of its API")
                .setFirstSeen(minutesAgo(minutes))
                .setLastSeen(minutesAgo(0))
                .setTotal(recent * 9)
                .setRecent(recent)
                .setWindowSeconds(300)
                .setUsual(minutes > 60 ? 2.4 : null)
                .setSample(template.replace("<*>", "10.1.2.3"));
    }

    List<Gap> gaps() {
        return List.of(
                gap(
                        "g1",
                        GapKind.NO_ALERT,
                        "shipping",
                        "label of parcel <*> was refused rises, and no alert of shipping fires",
                        25),
                gap(
                        "g2",
                        GapKind.NO_REPORT,
                        "search",
                        "route-latency-unusual fired for 6 min and nobody took note",
                        1600));
    }

    private Gap gap(String id, GapKind kind, String api, String summary, int minutes) {
        return Gap.newBuilder()
                .setId(id)
                .setKind(kind)
                .setState(GapState.OPEN)
                .setApi(api)
                .setSubject("x")
                .setSince(minutesAgo(minutes))
                .setAt(minutesAgo(minutes - 2))
                .setSummary(summary)
                .setReason("it was told 2 min before and nothing followed")
                .setEvidence(Map.of("recent", 17.0, "usual", 0.4, "waited_seconds", 120.0))
                .build();
    }

    List<TicketCase> tickets() {
        return List.of(
                ticket("jira:4711", "P1", CaseState.OPEN, "payments", "Customers cannot pay with cards", 9),
                ticket("jira:4709", "P2", CaseState.IN_PROGRESS, "orders", "Orders hang in 'waiting for payment'", 11),
                ticket("jira:4650", "P4", CaseState.WAITING, null, "Invoice has the wrong address", 2000));
    }

    private TicketCase ticket(String id, String priority, CaseState state, String api, String title, int minutes) {
        return TicketCase.newBuilder()
                .setId(id)
                .setSource("jira")
                .setState(state)
                .setAt(minutesAgo(minutes))
                .setCreatedAt(minutesAgo(minutes))
                .setTitle(title)
                .setApi(api)
                .setCategory("outage")
                .setCategoryReason("it says 'cannot'")
                .setPriority(priority)
                .setPriorityReason("severity " + priority)
                .build();
    }

    /** Figures of the last hours, with answers about satisfaction. */
    List<TicketKpi> answers() {
        List<TicketKpi> kpis = new ArrayList<>();
        for (int hour = 0; hour < 8; hour++) {
            kpis.add(TicketKpi.newBuilder()
                    .setSeries("api=payments,category=outage")
                    .setLabels(Map.of("api", "payments", "category", "outage"))
                    .setStart(now.minus(Duration.ofHours(hour)).truncatedTo(ChronoUnit.HOURS))
                    .setWindowSeconds(3600)
                    .setOpened(3 + hour % 3)
                    .setResolved(2)
                    .setReopened(hour % 4 == 0 ? 1 : 0)
                    .setResolveMillis(2 * 5_400_000)
                    .setAnswered(2)
                    .setAnswerMillis(1_300_000)
                    .setEscalated(0)
                    .setFirstContact(1)
                    .setContactKnown(2)
                    .setCsat(5)
                    .setCsatSum(21)
                    .setCsatSatisfied(4)
                    .setNps(4)
                    .setNpsPromoters(2)
                    .setNpsDetractors(1)
                    .build());
        }
        return kpis;
    }

    private Instant minutesAgo(int minutes) {
        return now.minus(Duration.ofMinutes(minutes)).truncatedTo(ChronoUnit.MILLIS);
    }
}
