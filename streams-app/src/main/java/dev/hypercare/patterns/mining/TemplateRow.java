package dev.hypercare.patterns.mining;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a store keeps of a template, or, with the id {@link TemplateMiner#OTHER}, of what found no place.
 *
 * @param id of the template
 * @param tokens its tokens, each with the space before it, {@code <*>} for what varies; null where it is to be removed. Of OTHER: the
 *     numbers of {@link Learning}
 * @param aliases ids that became names of it, ascending
 * @param lastUsed when it was used last, milliseconds of event time
 * @param lines messages that were an instance of it, since it is known
 */
public record TemplateRow(String id, @Nullable List<String> tokens, List<String> aliases, long lastUsed, long lines) {}
