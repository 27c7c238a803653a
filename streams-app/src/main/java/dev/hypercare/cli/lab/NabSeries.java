package dev.hypercare.cli.lab;

import java.util.Arrays;
import java.util.List;

/** One series of the Numenta Anomaly Benchmark. */
public final class NabSeries {
    private static final double PROBATION = 0.15;
    private static final int LONGEST_PROBATION = 750;
    private static final long HOUR = 3_600_000;

    private final String file;
    private final long[] times;
    private final double[] values;
    private final List<Window> windows;

    /**
     * A labelled window.
     *
     * @param first number of its first value
     * @param last number of its last value
     */
    public record Window(int first, int last) {
        int length() {
            return last - first + 1;
        }
    }

    /**
     * @param file its path below the folder {@code data}, {@code realTweets/Twitter_volume_AAPL.csv}
     * @param times of the values, milliseconds since the epoch, ascending; not kept by anybody else
     * @param values as many
     * @param windows ascending, without a common value
     */
    NabSeries(String file, long[] times, double[] values, List<Window> windows) {
        this.file = file;
        this.times = times;
        this.values = values;
        this.windows = List.copyOf(windows);
    }

    /** Its path below the folder {@code data}. */
    public String file() {
        return file;
    }

    /** How many values it has. */
    public int size() {
        return values.length;
    }

    /** Time of a value, milliseconds since the epoch. */
    public long time(int i) {
        return times[i];
    }

    public double value(int i) {
        return values[i];
    }

    /** Where the anomalies are. */
    public List<Window> windows() {
        return windows;
    }

    /** The usual time between two values, milliseconds; an hour where there are none. */
    public long stepMillis() {
        long[] gaps = new long[Math.max(0, times.length - 1)];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = times[i + 1] - times[i];
        }
        Arrays.sort(gaps);
        return gaps.length == 0 ? HOUR : Math.max(1, gaps[gaps.length / 2]);
    }

    /** The number of the first value that is scored; what comes before is for learning. */
    public int firstScored() {
        return (int) Math.min(PROBATION * values.length, LONGEST_PROBATION);
    }
}
