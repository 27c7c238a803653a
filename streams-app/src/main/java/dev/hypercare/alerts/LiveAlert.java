package dev.hypercare.alerts;

import dev.hypercare.contract.RecordForm;
import dev.hypercare.contract.Severity;
import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.UnknownLayout;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.Verdict;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is remembered of one fingerprint: the alert, the newest verdict, and the clocks behind both. */
final class LiveAlert {
    private static final int LAYOUT = 1;
    private static final int SHADOW = 1;
    private static final int ORDERED = 2;
    private static final int TOLD = 4;

    final String fingerprint;
    /** The newest record of the present life; null where there is none. */
    @Nullable
    Alert alert;
    /** The newest verdict. */
    @Nullable
    Verdict verdict;
    /** Whether its rule only tries. */
    boolean shadow;
    /** Whether its API depends on others, so that it is decided in the order of event time. */
    boolean ordered;
    /** What its API depends on, also by way of others; not kept, the catalog tells it again. */
    Set<String> upstreams = Set.of();
    /** Whether somebody has been told of the present life. */
    boolean told;

    Flaps flaps = Flaps.NONE;
    SeverityKeep severity = SeverityKeep.of(Severity.P4);
    /** The upstream's alert that inhibits it, or did until now. */
    @Nullable
    String source;
    /** Until when it stays muted after that has ended; {@link Timers#NEVER} while it lasts. */
    long mutedUntil = Timers.NEVER;
    /** Time of ingest since which the alert is historic. */
    long historicFrom;
    /** As others know it; null where it inhibits nobody. */
    @Nullable
    Source asSource;
    /** Event time up to which everything was done. */
    long settledAt;
    /** Whether queries see it. */
    boolean listed;

    LiveAlert(String fingerprint) {
        this.fingerprint = fingerprint;
    }

    @Nullable
    AlertState state() {
        return alert == null ? null : alert.getState();
    }

    /** Whether somebody has to look after it. */
    boolean isUp() {
        return alert != null && AlertLifecycle.isUp(alert.getState());
    }

    /** Whether a record of it is one that somebody is told of. */
    boolean isToldBy(Alert record) {
        return AlertLifecycle.isUp(record.getState()) && record.getSuppression() == null && !record.getHistoric();
    }

    boolean isHistoric() {
        return alert != null && alert.getHistoric();
    }

    /** Begins without a life; how often it came and went stays known. */
    void ended() {
        alert = null;
        told = false;
        source = null;
        mutedUntil = Timers.NEVER;
        severity = SeverityKeep.of(Severity.P4);
    }

    /** Whether nothing has to be remembered. */
    boolean isForgettable() {
        return alert == null && asSource == null && flaps.isQuiet();
    }

    byte[] toBytes(RecordForm<Alert> alerts, RecordForm<Verdict> verdicts) {
        BinaryWriter writer = new BinaryWriter();
        writer.raw(LAYOUT);
        writer.raw((shadow ? SHADOW : 0) | (ordered ? ORDERED : 0) | (told ? TOLD : 0));
        writer.block(alert == null ? new byte[0] : alerts.bytes(alert));
        writer.block(verdict == null ? new byte[0] : verdicts.bytes(verdict));
        writer.number(flaps.states());
        writer.number(flaps.countedTo());
        writer.raw(flaps.flapping() ? 1 : 0);
        writer.text(severity.shown().name());
        writer.text(severity.wanted().name());
        writer.number(severity.since());
        writer.text(source == null ? "" : source);
        writer.number(mutedUntil);
        writer.number(historicFrom);
        writer.number(settledAt);
        writer.block(asSource == null ? new byte[0] : asSource.toBytes());
        return writer.toBytes();
    }

    /** Error: {@link UnknownLayout}. */
    static LiveAlert of(String fingerprint, byte[] bytes, RecordForm<Alert> alerts, RecordForm<Verdict> verdicts) {
        ByteBuffer from = BinaryWriter.begin(bytes, LAYOUT, "alerts in memory");
        LiveAlert life = new LiveAlert(fingerprint);
        int flags = from.get();
        life.shadow = (flags & SHADOW) != 0;
        life.ordered = (flags & ORDERED) != 0;
        life.told = (flags & TOLD) != 0;
        byte[] alert = BinaryWriter.readBlock(from);
        life.alert = alert.length == 0 ? null : alerts.value(alert);
        byte[] verdict = BinaryWriter.readBlock(from);
        life.listed = life.alert != null && !life.shadow;
        life.verdict = verdict.length == 0 ? null : verdicts.value(verdict);
        int states = Math.toIntExact(BinaryWriter.readNumber(from));
        long countedTo = BinaryWriter.readNumber(from);
        life.flaps = new Flaps(states, countedTo, from.get() == 1);
        life.severity = new SeverityKeep(
                Severity.valueOf(BinaryWriter.readText(from)),
                Severity.valueOf(BinaryWriter.readText(from)),
                BinaryWriter.readNumber(from));
        String source = BinaryWriter.readText(from);
        life.source = source.isEmpty() ? null : source;
        life.mutedUntil = BinaryWriter.readNumber(from);
        life.historicFrom = BinaryWriter.readNumber(from);
        life.settledAt = BinaryWriter.readNumber(from);
        byte[] asSource = BinaryWriter.readBlock(from);
        life.asSource = asSource.length == 0 ? null : Source.of(asSource);
        return life;
    }
}
