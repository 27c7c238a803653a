package dev.hypercare.patterns.mining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The templates that are known, by how many tokens they have. No answer depends on the order in which they came. Not thread-safe. */
final class TemplateBook {
    private static final Comparator<Template> OLDEST =
            Comparator.comparingLong(Template::lastUsed).thenComparing(Template::id);
    private static final Comparator<Template> BY_ID = Comparator.comparing(Template::id);

    private final Map<String, Template> byId = new HashMap<>();
    private final Map<Integer, List<Template>> byLength = new HashMap<>();

    int size() {
        return byId.size();
    }

    void put(Template template) {
        byId.put(template.id(), template);
        byLength.computeIfAbsent(template.tokens().length, length -> new ArrayList<>())
                .add(template);
    }

    void remove(Template template) {
        byId.remove(template.id());
        ofLength(template.tokens().length).remove(template);
    }

    @Nullable
    Template get(String id) {
        return byId.get(id);
    }

    /** The one that has an id among its names. */
    Optional<Template> named(String id) {
        Template template = byId.get(id);
        return template != null
                ? Optional.of(template)
                : byId.values().stream()
                        .filter(one -> one.aliases().contains(id))
                        .min(BY_ID);
    }

    Collection<Template> ofLength(int tokens) {
        List<Template> known = byLength.get(tokens);
        return known == null ? List.of() : known;
    }

    /** The least general template that a line is an instance of; null for none. */
    @Nullable
    Template match(String[] line) {
        Template best = null;
        for (Template template : ofLength(line.length)) {
            if (template.covers(line) && (best == null || isLessGeneral(template, best))) {
                best = template;
            }
        }
        return best;
    }

    private static boolean isLessGeneral(Template one, Template other) {
        return one.wildcards() < other.wildcards()
                || one.wildcards() == other.wildcards() && one.id().compareTo(other.id()) < 0;
    }

    /** The one that was not used for longest. */
    Template oldest() {
        return byId.values().stream().min(OLDEST).orElseThrow();
    }

    /** All of them by id. */
    List<Template> all() {
        return byId.values().stream().sorted(BY_ID).toList();
    }
}
