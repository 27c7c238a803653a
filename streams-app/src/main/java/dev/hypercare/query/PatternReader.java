package dev.hypercare.query;

import dev.hypercare.schemas.events.Pattern;
import java.util.List;

/** Reads the patterns that are known, wherever they are. */
public interface PatternReader {

    /** Those of messages with their newest figures, in any order. Error: {@link NotReadyException} while the store cannot be read. */
    List<Pattern> patterns();

    /** Those of tickets as they were told last, in any order. Error: as above. */
    default List<Pattern> subjects() {
        return List.of();
    }

    /** How many calls those of messages had, and when. */
    default PatternSource source() {
        return question -> {
            throw new NotReadyException("counts of patterns are not kept here");
        };
    }

    /** One that is never ready, for a process whose applications keep no patterns. */
    static PatternReader absent(String why) {
        return () -> {
            throw new NotReadyException(why);
        };
    }
}
