package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.PatternCounts;
import dev.hypercare.schemas.events.Pattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of patterns by the ids that they have, or had before they were joined to others. */
final class KnownPatterns {
    /** Of one that was counted and is known no more. */
    private static final String FORGOTTEN = "(a pattern that is forgotten)";

    private static final String REST = "(patterns that are not counted apart)";

    private final Map<String, Pattern> byId = new HashMap<>();
    private final Map<String, String> apis = new HashMap<>();

    KnownPatterns(List<Pattern> patterns) {
        patterns.forEach(pattern -> pattern.getAliases().forEach(alias -> byId.put(alias, pattern)));
        patterns.forEach(pattern -> byId.put(pattern.getId(), pattern));
    }

    /** Under which id calls of a pattern count today. */
    String idNow(String id) {
        Pattern pattern = byId.get(id);
        return pattern == null ? id : pattern.getId();
    }

    /** Calls of a pattern were counted on an API. */
    void sawOn(String id, String api) {
        if (!byId.containsKey(id) && !id.equals(PatternCounts.REST)) {
            apis.put(id, api);
        }
    }

    /** Whether a pattern is one of a tenant; of those that are known no more nobody knows. */
    boolean isOf(String id, @Nullable String tenant) {
        Pattern pattern = byId.get(id);
        return tenant == null || pattern != null && tenant.equals(pattern.getTenant());
    }

    String template(String id) {
        Pattern pattern = byId.get(id);
        if (pattern != null) {
            return pattern.getTemplate();
        }
        return id.equals(PatternCounts.REST) ? REST : FORGOTTEN;
    }

    /** Adds to a value of an answer what is known of it. */
    void describe(ObjectNode value) {
        String id = value.path("value").asText();
        Pattern pattern = byId.get(id);
        value.put("api", pattern == null ? apis.get(id) : pattern.getApi())
                .put("state", pattern == null ? null : pattern.getState().name())
                .put("template", template(id));
    }
}
