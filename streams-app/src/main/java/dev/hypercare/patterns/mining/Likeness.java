package dev.hypercare.patterns.mining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says which templates are one. Two lines that differ in one word may be two messages ({@code start failed}, {@code stop failed}) or one
 * with a parameter ({@code user ann}, {@code user bob}): where the word stands, what it looks like and how many others were seen at its
 * place decide. What it says does not depend on the order of what it is given.
 */
final class Likeness {
    private final Thresholds thresholds;

    Likeness(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /** Those that are one with a template; empty for none. All have as many tokens as it has. */
    List<Template> same(Template of, Collection<Template> others) {
        Template closest = null;
        int fewest = Integer.MAX_VALUE;
        TreeMap<Integer, List<Template>> byPlace = new TreeMap<>();
        for (Template other : others) {
            Difference difference = other == of ? null : difference(of.tokens(), other.tokens());
            if (difference == null) {
                continue;
            }
            if (!difference.isOfValues()) {
                byPlace.computeIfAbsent(difference.place(), place -> new ArrayList<>())
                        .add(other);
            } else if (closest == null
                    || difference.count() < fewest
                    || difference.count() == fewest && other.id().compareTo(closest.id()) < 0) {
                closest = other;
                fewest = difference.count();
            }
        }
        return closest != null ? List.of(closest) : manyAtOnePlace(of, byPlace);
    }

    /**
     * How two lines differ.
     *
     * @param count at how many places
     * @param place the one where it is not told by its form that it holds a value; -1 for none
     */
    private record Difference(int count, int place) {
        boolean isOfValues() {
            return place < 0;
        }
    }

    /** Null where they are too different to be one. What is cheap to see is looked at first: most lines differ at many places. */
    private @Nullable Difference difference(String[] a, String[] b) {
        int count = 0;
        int literals = 0;
        for (int i = 0; i < a.length; i++) {
            if (a[i].equals(b[i])) {
                literals += TokenLine.isWord(a[i]) ? 1 : 0;
            } else if (TokenLine.canReplace(a[i], b[i])) {
                count++;
            } else {
                return null;
            }
        }
        if (literals < thresholds.literals() * count) {
            return null;
        }
        int open = -1;
        for (int i = 0; i < a.length; i++) {
            if (!a[i].equals(b[i])
                    && !Place.holdsValue(a, i, a[i], b[i])
                    && !(thresholds.named() <= 2 && Place.isNamed(a, i))) {
                if (count > 1) {
                    return null;
                }
                open = i;
            }
        }
        return new Difference(count, open);
    }

    private List<Template> manyAtOnePlace(Template of, TreeMap<Integer, List<Template>> byPlace) {
        List<Template> most = List.of();
        for (var group : byPlace.entrySet()) {
            int place = group.getKey();
            Set<String> words = new HashSet<>(Set.of(TokenLine.word(of.tokens()[place])));
            group.getValue().forEach(other -> words.add(TokenLine.word(other.tokens()[place])));
            if (words.size() >= enough(of.tokens(), place, words)
                    && group.getValue().size() > most.size()) {
                most = group.getValue();
            }
        }
        return most;
    }

    private int enough(String[] tokens, int place, Set<String> words) {
        if (Place.isNamed(tokens, place)) {
            return thresholds.named();
        }
        if (Place.isQuoted(tokens, place) || words.stream().allMatch(Place::isIdentifier)) {
            return thresholds.identifiers();
        }
        if (place == 0) {
            return thresholds.first();
        }
        return Place.followsPreposition(tokens, place) ? thresholds.placed() : thresholds.words();
    }
}
