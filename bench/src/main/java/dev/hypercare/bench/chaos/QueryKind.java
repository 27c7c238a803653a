package dev.hypercare.bench.chaos;

/** A question that people ask. */
enum QueryKind {
    POINT("a minute of one series"),
    HOUR_PERCENTILE("an hour's p99 of one series"),
    TOP("the top of all routes over ten minutes"),
    CHART("a day of one series by 5 minutes");

    private final String text;

    QueryKind(String text) {
        this.text = text;
    }

    /** For people. */
    String text() {
        return text;
    }
}
