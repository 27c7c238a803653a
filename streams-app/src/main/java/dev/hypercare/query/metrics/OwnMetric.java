package dev.hypercare.query.metrics;

/** Every metric that is ours, with what it says. Names follow the conventions of Prometheus: base units, in the name. */
enum OwnMetric {
    APP_RUNNING("hypercare_app_running", "1 while an application of this process does its work, else 0."),
    INPUT_LAG("hypercare_input_lag_records", "Records that wait in the input topics of an application."),
    CALLS("hypercare_calls_total", "Calls that were counted, by task; with late and duplicate ones."),
    LATE_CALLS(
            "hypercare_late_calls_total",
            "Calls that came after their time was decided, by task: they correct KPIs only."),
    TOO_LATE_CALLS(
            "hypercare_too_late_calls_total",
            "Calls too old to correct anything, by task: they are on the topic late."),
    DUPLICATE_CALLS(
            "hypercare_duplicate_calls_total", "Calls that had come before, by task, where deduplication is on."),
    OVERFLOWED_CALLS(
            "hypercare_overflowed_calls_total", "Calls whose API or route found no place of its own, by task."),
    DEAD_LETTERS("hypercare_dead_letters_total", "Records that could not be used, by stage and task."),
    WATERMARK(
            "hypercare_watermark_timestamp_seconds",
            "How far event time has come in a partition of calls, seconds since 1970, by task."),
    CLOSED(
            "hypercare_closed_timestamp_seconds",
            "Up to when slices have closed and rules have decided, seconds since 1970, by task."),
    OPEN_PANES("hypercare_open_panes", "Panes of 10 seconds that have not closed, by task."),
    OPEN_SERIES("hypercare_open_series", "Series in those panes, by task; one in two panes counts twice."),
    PATTERNS("hypercare_patterns", "Patterns that are known, by task."),
    ALERTS("hypercare_alerts", "Alerts that have not ended, by state and severity; only where their task is."),
    KPI_READABLE("hypercare_kpi_readable", "1 where the KPIs of a view could be read in time for this scrape, else 0."),
    KPI_WINDOW_END(
            "hypercare_kpi_window_end_timestamp_seconds",
            "End of the event time that the KPIs of a view are of, seconds since 1970."),
    KPI_SERIES("hypercare_kpi_series", "Series of a view with calls in the window."),
    KPI_SERIES_LEFT_OUT(
            "hypercare_kpi_series_left_out",
            "Series of a view that are added up as {other} because there are too many."),
    KPI_CALLS("hypercare_kpi_calls_per_second", "Calls a second."),
    KPI_FAILED("hypercare_kpi_failed_ratio", "Share of the calls that failed: 5xx or no response."),
    KPI_CLIENT_ERRORS("hypercare_kpi_client_errors_ratio", "Share of the calls that were answered 4xx."),
    KPI_LATENCY("hypercare_kpi_latency_seconds", "Latency of the calls, by quantile."),
    KPI_UPSTREAM_LATENCY("hypercare_kpi_upstream_latency_seconds", "Latency of the upstreams, by quantile."),
    KPI_REQUEST_BYTES("hypercare_kpi_request_bytes_per_second", "Bytes of requests a second."),
    KPI_RESPONSE_BYTES("hypercare_kpi_response_bytes_per_second", "Bytes of responses a second."),
    KPI_TOKENS(
            "hypercare_kpi_tokens_per_second",
            "Tokens of AI calls a second, by direction; only of series with AI calls."),
    KPI_USAGE_MISSING("hypercare_kpi_usage_missing_ratio", "Share of the AI calls that tell no usage."),
    KPI_COST("hypercare_kpi_cost_per_second", "Cost of AI calls a second, in the currency of the logs.");

    /** How long questions took; made by a timer, so it is not one of those above. */
    static final String QUERY_DURATION = "hypercare.query.duration";

    private final String text;
    private final String help;

    OwnMetric(String text, String help) {
        this.text = text;
        this.help = help;
    }

    /** The name as it is told, with {@code _total} for a counter. */
    String text() {
        return text;
    }

    String help() {
        return help;
    }

    boolean isCounter() {
        return text.endsWith("_total");
    }
}
