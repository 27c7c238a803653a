package dev.hypercare.deliver;

import dev.hypercare.deliver.alert.DeliveredAlert;
import dev.hypercare.deliver.alert.Transition;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** An alert of an API as records of the topic and as deliverers see it. */
public final class GivenAlert {
    private final Alert.Builder alert;

    private GivenAlert(Alert.Builder alert) {
        this.alert = alert;
    }

    /** One that fires since some time. */
    public static GivenAlert firing(String api, Instant since) {
        return new GivenAlert(Alert.newBuilder()
                .setFingerprint("f-" + api)
                .setRule("api-errors")
                .setRuleVersion("3")
                .setSeries("api=" + api)
                .setLabels(new TreeMap<>(Map.of("api", api)))
                .setState(AlertState.FIRING)
                .setSeverity("P2")
                .setSummary(api + " fails in 31 % of its calls")
                .setReason("31 % of 120 calls failed within 10 s, above 5 %")
                .setAt(since)
                .setStartedAt(since.minusSeconds(1))
                .setFiredAt(since)
                .setEvidence(new TreeMap<>(Map.of("error_ratio", 0.31, "calls", 120.0)))
                .setCondition("error_ratio > 0.05")
                .setWindowSeconds(10)
                .setRunbook("docs/runbooks/api-errors.md"));
    }

    /** The end of it. */
    public static GivenAlert resolved(String api, Instant since, Instant at) {
        GivenAlert ended = firing(api, since);
        ended.alert.setState(AlertState.RESOLVED).setResolvedAt(at).setAt(at);
        return ended;
    }

    public GivenAlert severity(String severity) {
        alert.setSeverity(severity);
        return this;
    }

    public GivenAlert summary(String summary) {
        alert.setSummary(summary).setReason(summary);
        return this;
    }

    public GivenAlert suppressed(String why) {
        alert.setSuppression(why);
        return this;
    }

    public GivenAlert historic() {
        alert.setHistoric(true);
        return this;
    }

    public GivenAlert acknowledged(String who) {
        alert.setAcknowledgedBy(who);
        return this;
    }

    public GivenAlert watchdog() {
        alert.setLabels(new TreeMap<>(Map.of("watchdog", "hypercare"))).setFingerprint("f-watchdog");
        return this;
    }

    public Alert record() {
        return alert.build();
    }

    public DeliveredAlert delivered() {
        Alert of = alert.build();
        return new DeliveredAlert(
                of.getFingerprint(),
                of.getRule(),
                of.getRuleVersion(),
                of.getSeries(),
                of.getLabels(),
                of.getState().name(),
                of.getSeverity(),
                of.getSummary(),
                of.getReason(),
                of.getAt(),
                of.getStartedAt(),
                of.getFiredAt(),
                of.getResolvedAt(),
                new TreeMap<>(of.getEvidence()),
                of.getCondition(),
                of.getRunbook(),
                of.getTenant(),
                of.getOwner(),
                of.getCriticality(),
                of.getTest(),
                of.getImpact(),
                of.getSuppression(),
                of.getAcknowledgedBy(),
                of.getHistoric(),
                of.getChange());
    }

    public Transition at(long offset, long writtenAt) {
        return new Transition("alerts-0", offset, writtenAt, delivered(), null);
    }
}
