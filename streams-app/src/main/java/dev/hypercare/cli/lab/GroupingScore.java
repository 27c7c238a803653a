package dev.hypercare.cli.lab;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How well the lines of a system were grouped. A group that was found is right where it has exactly the lines of a true one.
 *
 * @param system its name
 * @param lines how many
 * @param groups true ones
 * @param found groups that were found
 * @param right those of them that are right
 * @param rightLines lines in groups that are right
 */
public record GroupingScore(String system, int lines, int groups, int found, int right, int rightLines) {
    /** Compares two groupings of the same lines. */
    static GroupingScore of(String system, List<String> truth, List<String> found) {
        Map<String, Set<Integer>> byTruth = byGroup(truth);
        Map<String, Set<Integer>> byFound = byGroup(found);
        int right = 0;
        int rightLines = 0;
        for (Set<Integer> group : byFound.values()) {
            int any = group.iterator().next();
            if (group.equals(byTruth.get(truth.get(any)))) {
                right++;
                rightLines += group.size();
            }
        }
        return new GroupingScore(system, truth.size(), byTruth.size(), byFound.size(), right, rightLines);
    }

    private static Map<String, Set<Integer>> byGroup(List<String> groups) {
        Map<String, Set<Integer>> lines = new HashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            lines.computeIfAbsent(groups.get(i), unseen -> new HashSet<>()).add(i);
        }
        return lines;
    }

    /** Grouping accuracy: share of the lines that are in a right group. */
    public double ga() {
        return (double) rightLines / lines;
    }

    /** F1 of the groups: 2 right / (found + true). */
    public double fga() {
        return 2.0 * right / (found + groups);
    }
}
