package dev.hypercare.alerts;

import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Mark;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Where the desk remembers what has to survive a restart. */
interface DeskMemory {
    /** Keeps what is known of an alert, by fingerprint. */
    void putLife(String fingerprint, byte[] life);

    void deleteLife(String fingerprint);

    void eachLife(BiConsumer<String, byte[]> action);

    /** Keeps what waits for its time, and the clock. */
    void putWaiting(String key, byte[] value);

    void deleteWaiting(String key);

    /** In the order of the keys. */
    void eachWaiting(BiConsumer<String, byte[]> action);

    /** Keeps an alert that has not ended, for queries. */
    void putActive(Alert alert);

    void deleteActive(String fingerprint);

    void putMark(Mark mark);

    void deleteMark(String id);

    void eachMark(Consumer<Mark> action);
}
