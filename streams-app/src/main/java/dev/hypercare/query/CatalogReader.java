package dev.hypercare.query;

import dev.hypercare.schemas.events.CatalogEntry;
import java.util.List;

/** Reads what is known of each API, wherever it is. */
public interface CatalogReader {

    /** Every entry, in any order. Error: {@link NotReadyException} while the store cannot be read. */
    List<CatalogEntry> entries();

    /** One that is never ready, for a process whose applications keep no catalog. */
    static CatalogReader absent(String why) {
        return () -> {
            throw new NotReadyException(why);
        };
    }
}
