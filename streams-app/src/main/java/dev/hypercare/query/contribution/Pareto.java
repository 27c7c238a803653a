package dev.hypercare.query.contribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The few values that make most of a figure, the largest first.
 *
 * @param total of all values
 * @param parts the fewest values that together make the share that was asked for; none where the total is zero
 * @param rest how many values with an amount are left out
 * @param restAmount what these have together
 */
public record Pareto(double total, List<Part> parts, int rest, double restAmount) {
    /** Shares are sums of fractions: what is short of the bound by rounding alone has reached it. */
    private static final double ROUNDING = 1e-12;

    public Pareto {
        parts = List.copyOf(parts);
    }

    /**
     * One value.
     *
     * @param share of the total, 0 to 1
     * @param cumulated share of it and all before it
     */
    public record Part(String value, double amount, double share, double cumulated) {}

    /**
     * Of some amounts; those that are zero count for nothing.
     *
     * @param amounts by value, none below zero
     * @param share how much of the total the parts have to make, above 0, up to 1
     */
    public static Pareto of(Map<String, Double> amounts, double share) {
        List<Map.Entry<String, Double>> order = amounts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Comparator.comparing((Map.Entry<String, Double> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .toList();
        double total = order.stream().mapToDouble(Map.Entry::getValue).sum();
        List<Part> parts = new ArrayList<>();
        double sum = 0;
        for (Map.Entry<String, Double> entry : order) {
            if (sum / total >= share - ROUNDING) {
                break;
            }
            sum += entry.getValue();
            parts.add(new Part(entry.getKey(), entry.getValue(), entry.getValue() / total, sum / total));
        }
        return new Pareto(total, parts, order.size() - parts.size(), Math.max(0, total - sum));
    }
}
