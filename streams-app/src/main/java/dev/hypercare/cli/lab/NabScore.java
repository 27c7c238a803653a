package dev.hypercare.cli.lab;

import java.util.List;

/**
 * What the onsets of one series are worth by the method of the Numenta Anomaly Benchmark, standard profile: the first onset within a
 * window counts up to 1, the earlier the more; a window without one costs 1; an onset elsewhere costs up to 0.11, less right behind a
 * window. Onsets during the probation are not counted.
 *
 * @param file path of the series
 * @param windows how many windows it has
 * @param found how many of them had an onset
 * @param falseOnsets onsets outside of all windows
 * @param raw the sum
 */
public record NabScore(String file, int windows, int found, int falseOnsets, double raw) {
    private static final double FALSE_ONSET = 0.11;
    private static final double STEEPNESS = 5;
    private static final double FAR = 3;

    /** @param onsets numbers of the values at which an anomaly was told, ascending */
    public static NabScore of(NabSeries series, List<Integer> onsets) {
        List<NabSeries.Window> windows = series.windows();
        boolean[] hit = new boolean[windows.size()];
        int falseOnsets = 0;
        double raw = 0;
        for (int onset : onsets) {
            if (onset < series.firstScored()) {
                continue;
            }
            int at = windowAt(windows, onset);
            if (at < 0) {
                falseOnsets++;
                raw += FALSE_ONSET * outside(windows, onset);
            } else if (!hit[at]) {
                hit[at] = true;
                raw += inside(windows.get(at), onset);
            }
        }
        int found = 0;
        for (boolean one : hit) {
            found += one ? 1 : 0;
        }
        return new NabScore(series.file(), hit.length, found, falseOnsets, raw - (hit.length - found));
    }

    /** 0 for silence to 100 for an onset at the first value of every window; below 0 for false ones only; NaN without windows. */
    public double normalised() {
        return normalised(raw, windows);
    }

    /** The score over series: their sums, normalised as one; so each window has the same weight. */
    public static double total(List<NabScore> scores) {
        return normalised(
                scores.stream().mapToDouble(NabScore::raw).sum(),
                scores.stream().mapToInt(NabScore::windows).sum());
    }

    private static double normalised(double raw, int windows) {
        return 100 * (raw + windows) / (2.0 * windows);
    }

    private static int windowAt(List<NabSeries.Window> windows, int onset) {
        for (int i = 0; i < windows.size(); i++) {
            if (onset >= windows.get(i).first() && onset <= windows.get(i).last()) {
                return i;
            }
        }
        return -1;
    }

    private static double inside(NabSeries.Window window, int onset) {
        double place = -(double) (window.last() - onset + 1) / window.length();
        return sigmoid(place) / sigmoid(-1);
    }

    private static double outside(List<NabSeries.Window> windows, int onset) {
        NabSeries.Window before = null;
        for (NabSeries.Window window : windows) {
            if (window.last() < onset) {
                before = window;
            }
        }
        return before == null ? -1 : sigmoid((double) (onset - before.last()) / (before.length() - 1));
    }

    private static double sigmoid(double place) {
        return place > FAR ? -1 : 2 / (1 + Math.exp(STEEPNESS * place)) - 1;
    }
}
