package dev.hypercare.bench.flink;

/** The few fields of a call that the tuned job needs; never leaves its task, so that it needs no serializer of its own. */
public final class SlimCall {
    /** Names the series: api, route and method with tabs between. */
    public String key = "";

    public long completedAt;
    public int status;
    public long durationMicros;

    /** For Flink. */
    public SlimCall() {}
}
