package dev.hypercare.gaps;

import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MarkKind;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import dev.hypercare.schemas.events.PatternState;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Alerts, patterns, marks and tickets for tests; seconds count from {@link #START}. */
final class GapTexts {
    static final Instant START = Instant.ofEpochSecond(1_700_000_000);

    private GapTexts() {}

    static Instant at(long second) {
        return START.plusSeconds(second);
    }

    static long millis(long second) {
        return at(second).toEpochMilli();
    }

    /** Of the rule burst on an API; {@code started} says which life. */
    static Alert alert(String api, AlertState state, long second, long started) {
        boolean up = state != AlertState.PENDING && state != AlertState.CANCELLED;
        return Alert.newBuilder()
                .setFingerprint("alert-" + api)
                .setRule("burst")
                .setRuleVersion("1")
                .setSeries("api=" + api)
                .setLabels(Map.of("api", api))
                .setState(state)
                .setSeverity("P2")
                .setSummary(api + " fails")
                .setReason("r")
                .setAt(at(second))
                .setStartedAt(at(started))
                .setFiredAt(up ? at(started) : null)
                .setResolvedAt(state == AlertState.RESOLVED ? at(second) : null)
                .setEvidence(Map.of())
                .setCondition("c")
                .setWindowSeconds(10)
                .build();
    }

    /** Of messages, with 40 calls in its window of a minute. */
    static Pattern pattern(String id, String api, PatternState state, long second) {
        return Pattern.newBuilder()
                .setId(id)
                .setKind(PatternKind.MESSAGE)
                .setApi(api)
                .setTenant("acme")
                .setTemplate("connection to <*> refused")
                .setState(state)
                .setAt(at(second))
                .setReason("r")
                .setFirstSeen(at(0))
                .setLastSeen(at(second))
                .setTotal(50)
                .setRecent(40)
                .setWindowSeconds(60)
                .setTickets(List.of())
                .build();
    }

    static Mark mark(String id, MarkKind kind, String fingerprint, long from) {
        return Mark.newBuilder()
                .setId(id)
                .setKind(kind)
                .setFingerprint(fingerprint)
                .setFrom(at(from))
                .setMadeAt(at(from))
                .setBy("ann")
                .build();
    }

    static Ticket ticket(String id, String api, long opened) {
        return Ticket.newBuilder()
                .setId(id)
                .setSource("jira")
                .setAt(at(opened))
                .setStatus(TicketStatus.OPEN)
                .setCreatedAt(at(opened))
                .setTitle("it does not work")
                .setApi(api)
                .build();
    }
}
