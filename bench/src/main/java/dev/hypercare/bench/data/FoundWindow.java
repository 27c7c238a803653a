package dev.hypercare.bench.data;

/**
 * What a variant says of one series and minute.
 *
 * @param key as {@link SeriesBook#key}
 * @param minute first instant, milliseconds since the epoch
 * @param calls how many completed in it
 * @param failed those with a 5xx or no response
 * @param sumMicros sum of the durations
 * @param maxMicros longest
 * @param p99Micros estimate of the 99th percentile
 */
public record FoundWindow(
        String key, long minute, long calls, long failed, long sumMicros, long maxMicros, double p99Micros) {
    private static final int COLUMNS = 9;

    /** All of it in one line of text, tabs between. */
    public String line() {
        return key + "\t" + minute + "\t" + calls + "\t" + failed + "\t" + sumMicros + "\t" + maxMicros + "\t"
                + p99Micros;
    }

    /** Reads {@link #line}. Error: {@link IllegalArgumentException} for any other text. */
    public static FoundWindow parse(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException(
                    "a window with " + cells.length + " columns (expected: " + COLUMNS + "): " + line);
        }
        return new FoundWindow(
                cells[0] + "\t" + cells[1] + "\t" + cells[2],
                Long.parseLong(cells[3]),
                Long.parseLong(cells[4]),
                Long.parseLong(cells[5]),
                Long.parseLong(cells[6]),
                Long.parseLong(cells[7]),
                Double.parseDouble(cells[8]));
    }
}
