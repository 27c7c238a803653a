package dev.hypercare.alerts;

import dev.hypercare.alerts.Arrival.Kind;
import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.RecordForm;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Decides what a record of the topics that the stage reads is, and whether it can be used. */
final class Intake {
    private static final byte[] NOTHING = {};

    private Intake() {}

    /**
     * A record of {@code verdicts}.
     *
     * @param tick the event time in its headers; empty where it is no tick
     * @param partition the partition that it stands in; of ticks the clock that they move
     * @param receivedAt milliseconds since the epoch
     */
    static Outcome<Arrival> verdict(
            byte @Nullable [] value, OptionalLong tick, RecordForm<Verdict> verdicts, int partition, long receivedAt) {
        if (value == null) {
            return tick.isPresent()
                    ? Outcome.ok(new Arrival(Kind.TICK, partition, receivedAt, tick.getAsLong(), NOTHING))
                    : Outcome.rejected(
                            "missing-value", null, "a record without a value (expected: a verdict or a tick)");
        }
        Outcome<Verdict> read = RecordForm.decode(verdicts.read(), value, "a verdict");
        Outcome<Verdict> checked = read instanceof Outcome.Ok<Verdict> ok ? VerdictCheck.check(ok.value()) : read;
        if (checked instanceof Outcome.Rejected<Verdict> bad) {
            return Outcome.rejected(bad.reason(), bad.field(), bad.detail());
        }
        Verdict verdict = ((Outcome.Ok<Verdict>) checked).value();
        return Outcome.ok(
                new Arrival(Kind.VERDICT, partition, receivedAt, verdict.getAt().toEpochMilli(), value));
    }

    /** A record of {@code marks}; one without a value takes the mark of its key back. */
    static Outcome<Arrival> mark(
            byte @Nullable [] key, byte @Nullable [] value, RecordForm<Mark> marks, long receivedAt) {
        if (key == null) {
            return Outcome.rejected("missing-field", "id", "a mark without a key (expected: its id)");
        }
        if (value == null) {
            return Outcome.ok(new Arrival(Kind.UNMARK, 0, receivedAt, 0, key));
        }
        Outcome<Mark> read = RecordForm.decode(marks.read(), value, "a mark");
        Outcome<Mark> checked = read instanceof Outcome.Ok<Mark> ok
                ? MarkCheck.check(new String(key, StandardCharsets.UTF_8), ok.value())
                : read;
        if (checked instanceof Outcome.Rejected<Mark> bad) {
            return Outcome.rejected(bad.reason(), bad.field(), bad.detail());
        }
        Mark mark = ((Outcome.Ok<Mark>) checked).value();
        return Outcome.ok(new Arrival(Kind.MARK, 0, receivedAt, mark.getFrom().toEpochMilli(), value));
    }
}
