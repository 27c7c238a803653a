package dev.hypercare.cli.lab;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.text.TextMask;
import dev.hypercare.patterns.mining.Mined;
import dev.hypercare.patterns.mining.MiningLimits;
import dev.hypercare.patterns.mining.TemplateMiner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The miner on labelled lines, as the stage {@code patterns} feeds it: masked, a pane at a time, the distinct messages of a pane sorted,
 * with its limits. Every system has a miner of its own; all have the same settings.
 *
 * @param scores one a system
 */
public record PatternsRun(List<GroupingScore> scores) {
    private static final int LINES_IN_A_PANE = 100;

    /** Runs it over the lines in the order that the seed gives. */
    public static PatternsRun of(List<LabelledLines> systems, long seed) {
        return new PatternsRun(systems.stream()
                .map(system -> score(system.shuffled(seed), new TemplateMiner(MiningLimits.USUAL)))
                .toList());
    }

    private static GroupingScore score(LabelledLines system, TemplateMiner miner) {
        List<String> found = new ArrayList<>();
        Map<String, String> joined = new HashMap<>();
        long at = 0;
        for (int from = 0; from < system.lines().size(); from += LINES_IN_A_PANE) {
            at += Resolution.PANE.millis();
            List<String> pane =
                    system.lines().subList(from, Math.min(system.lines().size(), from + LINES_IN_A_PANE)).stream()
                            .map(TextMask::mask)
                            .toList();
            Map<String, String> ids = new TreeMap<>();
            pane.forEach(message -> ids.put(message, ""));
            for (var message : ids.entrySet()) {
                Mined mined = miner.mine(message.getKey(), at);
                message.setValue(mined.id());
                joined.remove(mined.id()); // it lives, whatever it was before
                mined.joined().forEach(id -> joined.put(id, mined.id()));
            }
            pane.forEach(message -> found.add(ids.get(message)));
        }
        found.replaceAll(id -> last(joined, id));
        return GroupingScore.of(system.system(), system.groups(), found);
    }

    /** What a pattern joined counts as that one, as in what the stage reports. */
    private static String last(Map<String, String> joined, String id) {
        String now = id;
        while (joined.containsKey(now)) {
            now = joined.get(now);
        }
        return now;
    }

    /** Mean of the systems, each with the same weight. */
    public double mean(ToDoubleFunction<GroupingScore> figure) {
        return scores.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    /** Mean of all systems but one. */
    public double meanWithout(GroupingScore one, ToDoubleFunction<GroupingScore> figure) {
        return scores.stream()
                .filter(score -> score != one)
                .mapToDouble(figure)
                .average()
                .orElse(Double.NaN);
    }

    /** For programs: {@code {"systems": {"Apache": {"ga", "fga"}}, "mean": {"ga", "fga"}}}. */
    public String json() {
        ObjectNode root = new JsonMapper().createObjectNode();
        ObjectNode systems = root.putObject("systems");
        for (GroupingScore score : scores) {
            systems.putObject(score.system()).put("ga", score.ga()).put("fga", score.fga());
        }
        root.putObject("mean").put("ga", mean(GroupingScore::ga)).put("fga", mean(GroupingScore::fga));
        return root.toPrettyString();
    }
}
