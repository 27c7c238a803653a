package dev.hypercare.patterns.tickets;

import dev.hypercare.patterns.tickets.text.Clues;
import dev.hypercare.patterns.tickets.text.PlainWords;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternState;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What tickets are compared with of a pattern of messages.
 *
 * @param apis where it was seen, its own among them
 * @param routes with {id} for what varies
 * @param codes names of errors, of the gateway and in its text, in lower case
 * @param stems of its text
 * @param firstSeen milliseconds
 * @param lastSeen milliseconds
 * @param told event time of the record, milliseconds
 */
record KnownPattern(
        String id,
        @Nullable String api,
        PatternState state,
        Set<String> apis,
        Set<String> routes,
        Set<Integer> statuses,
        Set<String> codes,
        Set<String> traceIds,
        Set<String> stems,
        long firstSeen,
        long lastSeen,
        long told) {

    static KnownPattern of(Pattern pattern) {
        Set<String> apis = new TreeSet<>(pattern.getApis());
        if (pattern.getApi() != null) {
            apis.add(pattern.getApi());
        }
        String text = pattern.getTemplate().replace("<*>", " ");
        Set<String> codes = new TreeSet<>(Clues.of(text).codes());
        pattern.getErrorCodes().forEach(code -> codes.add(code.toLowerCase(Locale.ROOT)));
        return new KnownPattern(
                pattern.getId(),
                pattern.getApi(),
                pattern.getState(),
                apis,
                pattern.getRoutes().stream().map(Clues::masked).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(pattern.getStatuses()),
                codes,
                pattern.getTraceIds().stream().map(Clues::traceId).collect(Collectors.toCollection(TreeSet::new)),
                PlainWords.tellingStems(text),
                pattern.getFirstSeen().toEpochMilli(),
                pattern.getLastSeen().toEpochMilli(),
                pattern.getAt().toEpochMilli());
    }

    /** Whether it is of an API, as far as is known. */
    boolean isOf(String name) {
        return apis.contains(name);
    }

    /** Whether it rises, for people; null where it does not. */
    @Nullable
    String rises() {
        return switch (state) {
            case NEW -> "it is likely about a new error";
            case SURGING -> "it is likely about an error that surges";
            case REGRESSED -> "it is likely about an error that came back";
            default -> null;
        };
    }
}
