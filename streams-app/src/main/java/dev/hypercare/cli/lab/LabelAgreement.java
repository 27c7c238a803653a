package dev.hypercare.cli.lab;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How well groups that were found agree with those that people made; all from 0 to 1 but for the Rand index, which may be a little below 0.
 *
 * @param groups how many were found
 * @param purity share of the texts that are of the commonest category of their group
 * @param nmi mutual information by the mean of the entropies
 * @param ari adjusted Rand index: agreement of pairs beyond chance
 */
public record LabelAgreement(int groups, double purity, double nmi, double ari) {
    /** Of the group and the category of each text. */
    public static LabelAgreement of(List<String> found, List<String> given) {
        Map<String, Map<String, Integer>> both = new HashMap<>();
        Map<String, Integer> categories = new HashMap<>();
        for (int i = 0; i < found.size(); i++) {
            both.computeIfAbsent(found.get(i), unseen -> new HashMap<>()).merge(given.get(i), 1, Integer::sum);
            categories.merge(given.get(i), 1, Integer::sum);
        }
        double texts = found.size();
        double pure = 0;
        double information = 0;
        double entropy = 0;
        double pairsBoth = 0;
        double pairsFound = 0;
        for (Map<String, Integer> group : both.values()) {
            double size = group.values().stream().mapToInt(Integer::intValue).sum();
            pure += group.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            entropy -= size / texts * Math.log(size / texts);
            pairsFound += pairs(size);
            for (Map.Entry<String, Integer> cell : group.entrySet()) {
                double shared = cell.getValue();
                pairsBoth += pairs(shared);
                information +=
                        shared / texts * Math.log(shared * texts / (size * categories.getOrDefault(cell.getKey(), 0)));
            }
        }
        double entropyGiven = 0;
        double pairsGiven = 0;
        for (int size : categories.values()) {
            entropyGiven -= size / texts * Math.log(size / texts);
            pairsGiven += pairs(size);
        }
        double chance = pairsFound * pairsGiven / pairs(texts);
        double most = (pairsFound + pairsGiven) / 2;
        return new LabelAgreement(
                both.size(),
                pure / texts,
                entropy + entropyGiven == 0 ? 1 : 2 * information / (entropy + entropyGiven),
                most == chance ? 1 : (pairsBoth - chance) / (most - chance));
    }

    private static double pairs(double n) {
        return n * (n - 1) / 2;
    }
}
