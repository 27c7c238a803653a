package dev.hypercare.gaps;

import dev.hypercare.schemas.events.Gap;
import java.util.function.BiConsumer;

/** Where the desk remembers what has to survive a restart. */
interface GapMemory {
    void put(String key, byte[] value);

    void delete(String key);

    /** In the order of the keys. */
    void each(BiConsumer<String, byte[]> action);

    /** Keeps a gap that lasts, for queries. */
    void putOpen(Gap gap);

    void deleteOpen(String id);
}
