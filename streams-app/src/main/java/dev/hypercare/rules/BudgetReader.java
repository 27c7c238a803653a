package dev.hypercare.rules;

import dev.hypercare.contract.config.NearestName;
import dev.hypercare.contract.config.Section;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what is particular to rules of kind {@code budget}. What is wrong becomes a problem with its place; nothing is thrown. */
final class BudgetReader {
    private static final List<String> THRESHOLDS = List.of("50%", "80%", "100%");
    private static final int MOST_PERCENT = 1000;
    private static final int MILDEST = 2;

    private final Section section;

    BudgetReader(Section section) {
        this.section = section;
    }

    /** One for each threshold, {@code -80}, and one for the pace, {@code -burn}; none where it cannot be used. */
    Map<String, Sensor> read() {
        Measure of = of();
        double amount = amount();
        if (!section.has("per")) {
            section.problem("per", "missing", "hour, day, week or month");
        }
        BudgetPeriod period = section.choice("per", BudgetPeriod.class, BudgetPeriod.DAY);
        ZoneId zone = section.scalar(
                "zone", ZoneId.of("UTC"), "a time zone such as Europe/Berlin or UTC", BudgetReader::zone);
        TreeSet<Integer> percents = percents();
        double times = section.number("burn", 1, 1, 1000);
        if (percents.isEmpty() && !section.has("burn")) {
            section.problem("thresholds", "none", "a list such as [50%, 80%, 100%], or burn: 3");
        }
        Map<String, Sensor> sensors = new LinkedHashMap<>();
        if (of == null || amount == 0) {
            return sensors;
        }
        // Another threshold is another version of all: they are one text.
        String rules = percents + (section.has("burn") ? " burn " + times : "");
        Budget budget = new Budget(of, amount, period, zone, rules);
        for (int percent : percents) {
            int worse = percents.tailSet(percent, false).size();
            sensors.put("-" + percent, new BudgetSensor(budget, percent / 100.0, Math.min(MILDEST, worse)));
        }
        if (section.has("burn")) {
            sensors.put("-burn", new BudgetPaceSensor(budget, times));
        }
        return sensors;
    }

    private @Nullable Measure of() {
        String name = section.required("of", "what is used, such as tokens or cost");
        Measure measure = Measures.find(name);
        if (name.isBlank() || measure != null && measure.addsUp()) {
            return measure;
        }
        List<String> names = Measures.all().stream()
                .filter(Measure::addsUp)
                .map(Measure::name)
                .toList();
        String near = NearestName.of(name, names);
        section.problem("of", name, near == null ? "one of " + String.join(", ", names) : "did you mean " + near + "?");
        return null;
    }

    private double amount() {
        String expected = "how much may be used in a period, above 0, such as 5_000_000";
        if (!section.has("budget")) {
            section.problem("budget", "missing", expected);
        }
        return section.scalar("budget", 0.0, expected, text -> {
            double value = Double.parseDouble(text.replace("_", ""));
            if (!(value > 0 && value < 1e15)) {
                throw new IllegalArgumentException();
            }
            return value;
        });
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private TreeSet<Integer> percents() {
        TreeSet<Integer> percents = new TreeSet<>();
        for (String text : section.strings("thresholds", THRESHOLDS)) {
            int percent = percent(text.strip());
            if (percent == 0) {
                section.problem(
                        "thresholds", text, "whole percentages of the budget, from 1% to " + MOST_PERCENT + "%");
            } else if (!percents.add(percent)) {
                section.problem("thresholds", text, "each threshold once");
            }
        }
        return percents;
    }

    /** 0 for what is none. */
    private static int percent(String text) {
        try {
            int percent = text.endsWith("%")
                    ? Integer.parseInt(text.substring(0, text.length() - 1).strip())
                    : 0;
            return percent >= 1 && percent <= MOST_PERCENT ? percent : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
