package dev.hypercare.rules;

import java.util.function.BiConsumer;

/** Where the stage remembers what has to survive a restart: stores of bytes, each ordered by its key. */
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

    /** Keeps what was learned of a series; or, under a key that is none, what was heard of gateways. */
    void putLearned(String series, byte[] value);

    void deleteLearned(String series);

    /** Everything that was put by {@link #putLearned}. */
    void eachLearned(BiConsumer<String, byte[]> action);
}
