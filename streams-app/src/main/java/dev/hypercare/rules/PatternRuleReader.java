package dev.hypercare.rules;

import dev.hypercare.contract.config.Section;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.PatternState;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what is particular to a rule on patterns. What is wrong becomes a problem with its place; nothing is thrown. */
final class PatternRuleReader {
    private PatternRuleReader() {}

    /** The section {@code pattern} of a rule; null where it cannot be used. */
    static @Nullable Sensor read(Section rule) {
        if (!rule.has("pattern")) {
            rule.problem("pattern", "missing", "which patterns, such as {state: new, min-calls: 5}");
            return null;
        }
        Section section = rule.section("pattern");
        boolean overflow = section.bool("overflow", false);
        Set<PatternState> states = values(section, "state", PatternState.class);
        if (overflow) {
            if (section.has("state")) {
                section.problem("state", names(states), "none beside overflow: it is told whatever its state is");
            }
            states = EnumSet.complementOf(EnumSet.of(PatternState.QUIET));
        } else if (!section.has("state")) {
            section.problem("state", "missing", "one or more of " + words(PatternState.class));
        }
        if (states.contains(PatternState.QUIET)) {
            section.problem("state", "quiet", "a state of patterns that are seen");
        }
        long minCalls = section.integer("min-calls", 1, 1, 1_000_000_000);
        Set<Criticality> criticalities = values(section, "criticality", Criticality.class);
        return states.isEmpty() ? null : new PatternSensor(states, minCalls, overflow, criticalities);
    }

    private static <E extends Enum<E>> Set<E> values(Section section, String key, Class<E> type) {
        Set<E> values = EnumSet.noneOf(type);
        for (String word : section.oneOrMore(key, List.of())) {
            try {
                values.add(Enum.valueOf(type, word.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                section.problem(key, word, "one or more of " + words(type));
            }
        }
        return values;
    }

    private static <E extends Enum<E>> String words(Class<E> type) {
        return names(List.of(type.getEnumConstants()));
    }

    private static <E extends Enum<E>> String names(Collection<E> values) {
        return values.stream()
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
