package dev.hypercare.patterns;

import dev.hypercare.contract.Resolution;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.events.Pattern;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the desk remembers what has to survive a restart. */
interface PatternMemory {
    /**
     * Keeps what came for a pane that is open.
     *
     * @param takenWith first instant of the pane, milliseconds
     * @param offset tells it from all others
     */
    void putMessages(long takenWith, long offset, MessageCounts counts);

    /**
     * Takes away what is taken up with panes that begin in a stretch of time, in the order of those.
     *
     * @param from first instant, milliseconds
     * @param until first instant after it
     */
    void takeMessages(long from, long until, Consumer<MessageCounts> action);

    void put(String key, byte[] value);

    void delete(String key);

    /** All that was put, in the order of the keys. */
    void each(BiConsumer<String, byte[]> action);

    void putPattern(Pattern pattern);

    void deletePattern(String id);

    /** In the order of the ids. */
    void eachPattern(Consumer<Pattern> action);

    /** The counts of an API for a window, as they were put; null for none. */
    byte @Nullable [] counts(Resolution resolution, String api, long start);

    /** Keeps them as long as KPIs of such a length; what is older is let go. */
    void putCounts(Resolution resolution, String api, long start, byte[] counts);
}
