package dev.hypercare.alerts;

import dev.hypercare.contract.Outcome;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MarkKind;

/** Whether a mark can be used. Ours always can; the topic may be written by others. */
final class MarkCheck {
    private MarkCheck() {}

    /** @param key the key of its record */
    static Outcome<Mark> check(String key, Mark mark) {
        if (mark.getId().isBlank() || !mark.getId().equals(key)) {
            return bad("id", mark.getId(), "the key of the record, " + key);
        }
        if ((mark.getFingerprint() == null) == mark.getSelector().isEmpty()) {
            return bad("fingerprint", String.valueOf(mark.getFingerprint()), "either a fingerprint or a selector");
        }
        if (mark.getTo() != null && !mark.getFrom().isBefore(mark.getTo())) {
            return bad("to", String.valueOf(mark.getTo()), "after from, " + mark.getFrom());
        }
        if (mark.getKind() == MarkKind.MAINTENANCE && mark.getTo() == null) {
            return bad("to", "null", "the end of the maintenance");
        }
        return Outcome.ok(mark);
    }

    private static Outcome<Mark> bad(String field, String value, String expected) {
        return Outcome.rejected("bad-value", field, field + ": " + value + " (expected: " + expected + ")");
    }
}
