package dev.hypercare.query;

import dev.hypercare.schemas.events.Pattern;
import java.util.List;

/** Reads the patterns that are known, wherever they are. */
public interface PatternReader {

    /** All of them with their newest figures, in any order. Error: {@link NotReadyException} while the store cannot be read. */
    List<Pattern> patterns();

    /** One that is never ready, for a process whose applications keep no patterns. */
    static PatternReader absent(String why) {
        return () -> {
            throw new NotReadyException(why);
        };
    }
}
