package dev.hypercare.normalise.report;

import dev.hypercare.contract.Outcome;
import dev.hypercare.normalise.format.CleanText;
import dev.hypercare.privacy.Masking;

/** Ends the reading of one report. Never leaves this package. */
final class ReportRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MASKED = 1000;
    private static final int SHOWN = 64;

    private final transient Outcome.Rejected<Report> why;

    private ReportRefusal(Outcome.Rejected<Report> why) {
        super(why.detail(), null, false, false);
        this.why = why;
    }

    static ReportRefusal missing(String field, String expected) {
        return of("missing-field", field, "missing", expected);
    }

    static ReportRefusal bad(String field, String value, String expected) {
        String clean = CleanText.of(value, MASKED);
        return of(
                "bad-value",
                field,
                clean == null ? "''" : String.valueOf(CleanText.of(Masking.text(clean), SHOWN)),
                expected);
    }

    /** It is right, and nothing that is watched. */
    static ReportRefusal noReport(String what, String expected) {
        String clean = CleanText.of(what, SHOWN);
        return new ReportRefusal(
                new Outcome.Rejected<>(Reported.NO_REPORT, null, clean + " (expected: " + expected + ")"));
    }

    Outcome<Report> outcome() {
        return why;
    }

    private static ReportRefusal of(String reason, String field, String shown, String expected) {
        return new ReportRefusal(
                new Outcome.Rejected<>(reason, field, field + ": " + shown + " (expected: " + expected + ")"));
    }
}
