package dev.hypercare.testdata.simulate;

/** Places with shares that add up to 1, picked by a number from 0 to 1. */
final class Weighted {
    private final double[] upTo;

    private Weighted(double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        upTo = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            upTo[i] = sum / total;
        }
        upTo[weights.length - 1] = 1;
    }

    static Weighted of(double... weights) {
        return new Weighted(weights);
    }

    /** The weight of the n-th place is {@code 1 / n^exponent}. */
    static Weighted zipf(int places, double exponent) {
        double[] weights = new double[places];
        for (int i = 0; i < places; i++) {
            weights[i] = StrictMath.pow(i + 1, -exponent);
        }
        return new Weighted(weights);
    }

    int pick(double number) {
        int low = 0;
        int high = upTo.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (number < upTo[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    double share(int place) {
        return place == 0 ? upTo[0] : upTo[place] - upTo[place - 1];
    }

    int size() {
        return upTo.length;
    }
}
