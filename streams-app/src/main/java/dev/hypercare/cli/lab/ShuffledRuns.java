package dev.hypercare.cli.lab;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The same lines in several orders: how far the grouping depends on the order in which messages come.
 *
 * @param runs one an order, each of the same systems
 */
public record ShuffledRuns(List<PatternsRun> runs) {
    public ShuffledRuns {
        runs = List.copyOf(runs);
    }

    /** Runs with the seeds from {@code seed} on. */
    public static ShuffledRuns of(List<LabelledLines> systems, long seed, int count) {
        List<PatternsRun> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(PatternsRun.of(systems, seed + i));
        }
        return new ShuffledRuns(runs);
    }

    /**
     * What a system, or the mean of all, reached.
     *
     * @param name of the system
     * @param gaMean mean of the orders
     * @param gaLeast in the worst of them
     * @param fgaMean mean of the orders
     * @param fgaLeast in the worst of them
     */
    public record Spread(String name, double gaMean, double gaLeast, double fgaMean, double fgaLeast) {
        private static Spread of(String name, List<Double> ga, List<Double> fga) {
            return new Spread(name, mean(ga), least(ga), mean(fga), least(fga));
        }

        private static double mean(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        }

        private static double least(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
        }
    }

    /** One a system, in their order. */
    public List<Spread> systems() {
        List<Spread> spreads = new ArrayList<>();
        for (int i = 0; i < runs.get(0).scores().size(); i++) {
            int system = i;
            spreads.add(Spread.of(
                    runs.get(0).scores().get(i).system(),
                    figures(run -> run.scores().get(system).ga()),
                    figures(run -> run.scores().get(system).fga())));
        }
        return spreads;
    }

    /** The mean of all systems, over the orders. */
    public Spread mean() {
        return Spread.of(
                "mean of " + runs.get(0).scores().size(),
                figures(run -> run.mean(GroupingScore::ga)),
                figures(run -> run.mean(GroupingScore::fga)));
    }

    private List<Double> figures(ToDoubleFunction<PatternsRun> figure) {
        return runs.stream().mapToDouble(figure).boxed().toList();
    }

    /**
     * For programs: as {@link PatternsRun#json}, means of the orders, with {@code gaLeast} and {@code fgaLeast} beside them and {@code
     * "shuffles"}.
     */
    public String json() {
        ObjectNode root = new JsonMapper().createObjectNode().put("shuffles", runs.size());
        ObjectNode systems = root.putObject("systems");
        systems().forEach(spread -> put(spread, systems.putObject(spread.name())));
        put(mean(), root.putObject("mean"));
        return root.toPrettyString();
    }

    private static void put(Spread spread, ObjectNode node) {
        node.put("ga", spread.gaMean()).put("fga", spread.fgaMean());
        node.put("gaLeast", spread.gaLeast()).put("fgaLeast", spread.fgaLeast());
    }
}
