package dev.hypercare.query.contribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How well the values of one label explain that a figure has changed, by explanatory power and surprise: a good explanation is a few values that
 * make most of the change and whose shares are not what they were.
 *
 * @param label its name, or several with commas
 * @param values all of them, those that contribute most first
 * @param before sum of the range compared with
 * @param after sum of the range asked for
 * @param expected what the sum would be after, had it gone as the traffic
 * @param explained part of the change that the values make that explain it; 0 where none do
 * @param surprise of these values together, bits, 0 to 1
 */
public record LabelChange(
        String label,
        List<ValueChange> values,
        double before,
        double after,
        double expected,
        double explained,
        double surprise) {
    /** From this part of the change on a value may be one of those that explain it. */
    static final double SMALLEST_PART = 0.1;
    /** With this part of the change it is explained. */
    static final double ENOUGH = 0.67;

    private static final double ROUNDING = 1e-9;

    /**
     * The best explanation first: the more surprising one, where one that is short of {@link #ENOUGH} counts for less, by the square of what it
     * reaches. There is no step at that bound: chance moves every part, and the true cause that explains 66 % must not stand behind a label whose
     * values all grew alike and make 70 %.
     */
    public static final Comparator<LabelChange> BEST_FIRST = Comparator.comparing(
                    (LabelChange change) -> -change.worth())
            .thenComparing(change -> -change.explained)
            .thenComparing(change -> change.explaining().size())
            .thenComparing(LabelChange::label);

    public LabelChange {
        values = List.copyOf(values);
    }

    /**
     * Of the amounts of all values of a label.
     *
     * @param scale how much of the figure is expected after for one before: as much as the traffic has grown
     */
    public static LabelChange of(String label, Map<String, Amounts> amounts, double scale) {
        Amounts sum = amounts.values().stream().reduce(new Amounts(0, 0, 0, 0), Amounts::plus);
        double expectedSum = expectedSum(sum, scale);
        double change = sum.after() - expectedSum;
        List<ValueChange> values = new ArrayList<>();
        amounts.forEach((value, amount) -> {
            double expected = scale * amount.before();
            Double contribution = change == 0 ? null : (Double) ((amount.after() - expected) / change);
            double surprise = surprise(expectedShare(amount, sum, amounts.size()), share(amount.after(), sum.after()));
            values.add(new ValueChange(value, amount, expected, contribution, surprise, false));
        });
        values.sort(Comparator.comparing((ValueChange value) -> -part(value))
                .thenComparing(value -> -Math.abs(value.surprise()))
                .thenComparing(ValueChange::value));
        Set<String> explaining = explaining(values);
        double explained = 0;
        double surprise = 0;
        List<ValueChange> marked = new ArrayList<>();
        for (ValueChange value : values) {
            boolean explains = explaining.contains(value.value());
            explained += explains ? part(value) : 0;
            surprise += explains ? Math.abs(value.surprise()) : 0;
            marked.add(new ValueChange(
                    value.value(),
                    value.amounts(),
                    value.expected(),
                    value.contribution(),
                    value.surprise(),
                    explains));
        }
        return new LabelChange(label, marked, sum.before(), sum.after(), expectedSum, explained, surprise);
    }

    /** By how much the figure is above what was expected; below zero where it is less. */
    public double increase() {
        return after - expected;
    }

    /** Whether few values explain most of the change. */
    public boolean isEnough() {
        return explained >= ENOUGH;
    }

    private double worth() {
        double reached = Math.min(1, explained / ENOUGH);
        return surprise * reached * reached;
    }

    /** The values that explain it, those that contribute most first. */
    public List<ValueChange> explaining() {
        return values.stream().filter(ValueChange::explains).toList();
    }

    /** The fewest values that are enough, each of them no small part. */
    private static Set<String> explaining(List<ValueChange> sorted) {
        Set<String> few = new HashSet<>();
        double sum = 0;
        for (ValueChange value : sorted) {
            if (sum >= ENOUGH || part(value) < SMALLEST_PART) {
                break;
            }
            few.add(value.value());
            sum += part(value);
        }
        return few;
    }

    /** What differs by rounding alone does not differ. */
    private static double expectedSum(Amounts sum, double scale) {
        double expected = scale * sum.before();
        boolean same = Math.abs(sum.after() - expected) <= ROUNDING * Math.max(sum.after(), expected);
        return same ? sum.after() : expected;
    }

    private static double part(ValueChange value) {
        return value.contribution() == null ? 0 : value.contribution();
    }

    /** Where the figure was zero before, its share is expected to be that of the calls. */
    private static double expectedShare(Amounts amount, Amounts sum, int values) {
        if (sum.before() > 0) {
            return amount.before() / sum.before();
        }
        return sum.callsBefore() > 0 ? (double) amount.callsBefore() / sum.callsBefore() : 1.0 / values;
    }

    private static double share(double part, double whole) {
        return whole > 0 ? part / whole : 0;
    }

    private static double surprise(double expected, double found) {
        double middle = (expected + found) / 2;
        double bits = 0.5 * (term(expected, middle) + term(found, middle));
        return found < expected ? -Math.abs(bits) : Math.abs(bits);
    }

    private static double term(double share, double middle) {
        return share <= 0 ? 0 : share * Math.log(share / middle) / Math.log(2);
    }
}
