package dev.hypercare.bench.chaos;

import java.time.Duration;

/** A question that people ask. */
enum QueryKind {
    POINT("point", "a minute of one series", Duration.ofMinutes(1)),
    HOUR_PERCENTILE("hourPercentile", "percentiles of an hour of one series", Duration.ofHours(1)),
    TOP("top20", "the top 20 of all series over ten minutes", Duration.ofMinutes(10)),
    CHART("dayChart", "a day of one series by 5 minutes", Duration.ofDays(1));

    /** How many rows a top has. */
    static final int LIMIT = 20;

    /** Length of the rows of a chart, milliseconds. */
    static final long STEP_MILLIS = 300_000;

    private final String key;
    private final String text;
    private final Duration span;

    QueryKind(String key, String text, Duration span) {
        this.key = key;
        this.text = text;
        this.span = span;
    }

    /** For machines. */
    String key() {
        return key;
    }

    /** For people. */
    String text() {
        return text;
    }

    /** The range that is asked for, milliseconds. */
    long spanMillis() {
        return span.toMillis();
    }

    /** Where it is asked, and how: series are labels with commas, times milliseconds since the epoch. */
    String path(String series, long from, long to) {
        String range = "&from=" + from + "&to=" + to;
        return switch (this) {
            case POINT -> "/api/v1/kpis?" + series.replace(',', '&') + range;
            case HOUR_PERCENTILE -> "/api/v1/kpis?" + series + "&percentiles=50,95,99,99.9" + range;
            case TOP -> "/api/v1/top?by=api,route,method&kpi=failed&limit=" + LIMIT + range;
            case CHART -> "/api/v1/kpis?" + series + "&step=5m&percentiles=50,99" + range;
        };
    }
}
