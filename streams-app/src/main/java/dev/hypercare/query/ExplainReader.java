package dev.hypercare.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says why rules fired at a time, or did not. */
public interface ExplainReader {
    /**
     * What is asked.
     *
     * @param labels of what, by name; at least one
     * @param at the instant, milliseconds since the epoch
     * @param rule only this rule; null for all
     * @param warmUp how much of the time before is replayed; null for as much as the rules need
     */
    record Question(
            Map<String, String> labels,
            long at,
            @Nullable String rule,
            @Nullable Duration warmUp) {}

    /**
     * The answer as it is told. Error: {@link NotReadyException} while one is being made, or where topics cannot be read;
     * {@link dev.hypercare.contract.config.InvalidInput} for a rule that is not there, and where nothing is retained of that time.
     *
     * @param meanwhile is called often and may throw, to end it
     */
    JsonNode explain(Question question, Runnable meanwhile);

    /** One that is never ready. */
    static ExplainReader absent(String why) {
        return (question, meanwhile) -> {
            throw new NotReadyException(why);
        };
    }
}
