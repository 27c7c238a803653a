package dev.hypercare.query;

/** What this process tells of itself in numbers, in the formats that Prometheus reads. */
public interface Meters extends AutoCloseable {

    /**
     * All numbers as they are now.
     *
     * @param openMetrics in the format OpenMetrics 1.0.0; else the text format 0.0.4 of Prometheus
     */
    String text(boolean openMetrics);

    /**
     * A question was answered, or refused.
     *
     * @param route as {@code /api/v1/alerts/{fingerprint}}; empty where no route fits
     * @param status of HTTP
     * @param nanos how long it took, nanoseconds
     */
    void answered(String route, int status, long nanos);

    @Override
    void close();

    /** Those of a process that tells nothing. */
    static Meters none() {
        return new Meters() {
            @Override
            public String text(boolean openMetrics) {
                return openMetrics ? "# EOF\n" : "";
            }

            @Override
            public void answered(String route, int status, long nanos) {
                // nobody asks for it
            }

            @Override
            public void close() {
                // nothing to close
            }
        };
    }
}
