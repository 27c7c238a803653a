package dev.hypercare.query;

import dev.hypercare.schemas.events.Gap;
import java.util.List;

/** Reads the gaps that last, wherever they are. */
public interface GapReader {

    /** Gaps that are open, in any order. Error: {@link NotReadyException} while the store cannot be read. */
    List<Gap> open();

    /** One that is never ready, for a process whose applications keep no gaps. */
    static GapReader absent(String why) {
        return () -> {
            throw new NotReadyException(why);
        };
    }
}
