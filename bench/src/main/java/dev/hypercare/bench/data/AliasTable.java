package dev.hypercare.bench.data;

import java.util.SplittableRandom;

/** Picks one of many by weight in constant time (Walker's alias method, built as Vose describes). */
final class AliasTable {
    private final double[] keep;
    private final int[] other;

    AliasTable(double[] weights) {
        int n = weights.length;
        keep = new double[n];
        other = new int[n];
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        int[] stack = new int[n];
        int small = 0;
        int large = n;
        for (int i = 0; i < n; i++) {
            keep[i] = weights[i] * n / total;
            other[i] = i;
            if (keep[i] < 1) {
                stack[small++] = i;
            } else {
                stack[--large] = i;
            }
        }
        while (small > 0 && large < n) {
            int less = stack[--small];
            int more = stack[large];
            other[less] = more;
            keep[more] -= 1 - keep[less];
            if (keep[more] < 1) {
                large++;
                stack[small++] = more;
            }
        }
    }

    int pick(SplittableRandom random) {
        int i = random.nextInt(keep.length);
        return random.nextDouble() < keep[i] ? i : other[i];
    }
}
