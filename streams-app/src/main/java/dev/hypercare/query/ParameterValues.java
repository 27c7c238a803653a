package dev.hypercare.query;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of parameters that several resources take in the same way. */
final class ParameterValues {
    private ParameterValues() {}

    /**
     * An instant, milliseconds since the epoch. Error: {@link ApiProblem} for what is none.
     *
     * @param name of the parameter
     * @param now milliseconds since the epoch, for relative times
     */
    static long time(String name, String text, long now) {
        try {
            return TimeWords.parse(text, now);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.parameter(name, text, TimeWords.EXPECTED);
        }
    }

    /**
     * How many are wanted: the parameter {@code limit}. Error: {@link ApiProblem} for what is no number from 1 to the most.
     *
     * @param absent what holds where it is not given
     */
    static int limit(Map<String, String> parameters, int absent, int most) {
        String text = parameters.getOrDefault("limit", String.valueOf(absent));
        if (text.matches("\\d{1,9}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= most) {
                return limit;
            }
        }
        throw ApiProblem.parameter("limit", text, "a whole number from 1 to " + most);
    }

    /** Whether a value is the one that is wanted; any is where none is named. */
    static boolean isOrAny(@Nullable String wanted, @Nullable String value) {
        return wanted == null || wanted.equals(value);
    }
}
