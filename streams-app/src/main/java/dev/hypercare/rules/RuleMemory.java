package dev.hypercare.rules;

import java.util.function.BiConsumer;

/** Where the stage remembers what has to survive a restart: two stores of bytes, each ordered by its key. */
interface RuleMemory {
    /** Keeps a record of the window archive. */
    void putWindow(byte[] key, byte[] value);

    void deleteWindow(byte[] key);

    /** Every record of the window archive, in the order of the keys as unsigned bytes. */
    void eachWindow(BiConsumer<byte[], byte[]> action);

    /** Keeps a verdict that is not OK. */
    void putVerdict(String key, byte[] value);

    void deleteVerdict(String key);

    /** Every verdict that is not OK. */
    void eachVerdict(BiConsumer<String, byte[]> action);
}
