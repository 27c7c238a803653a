package dev.hypercare.bench.data;

/**
 * What is true of one series and minute.
 *
 * @param series its number in the {@link SeriesBook}
 * @param minute first instant, milliseconds since the epoch
 * @param calls how many completed in it
 * @param failed those with a 5xx or no response
 * @param sumMicros sum of the durations
 * @param maxMicros longest
 * @param p99Low the 99th percentile by the lower of the usual ranks, exact
 * @param p99High the same by the higher rank (nearest rank)
 */
public record TruthWindow(
        int series, long minute, long calls, long failed, long sumMicros, long maxMicros, long p99Low, long p99High) {
    private static final int COLUMNS = 8;

    String line() {
        return series + "\t" + minute + "\t" + calls + "\t" + failed + "\t" + sumMicros + "\t" + maxMicros + "\t"
                + p99Low + "\t" + p99High;
    }

    static TruthWindow parse(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalStateException("a line of truth with " + cells.length + " columns (expected: " + COLUMNS
                    + "): " + line + "; delete the file and make the dataset again");
        }
        return new TruthWindow(
                Integer.parseInt(cells[0]),
                Long.parseLong(cells[1]),
                Long.parseLong(cells[2]),
                Long.parseLong(cells[3]),
                Long.parseLong(cells[4]),
                Long.parseLong(cells[5]),
                Long.parseLong(cells[6]),
                Long.parseLong(cells[7]));
    }
}
