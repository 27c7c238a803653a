package dev.hypercare.rules;

import java.util.function.BiConsumer;

/** The memory of an evaluator that is never started again. */
final class NoMemory implements RuleMemory {
    @Override
    public void putWindow(byte[] key, byte[] value) {}

    @Override
    public void deleteWindow(byte[] key) {}

    @Override
    public void eachWindow(BiConsumer<byte[], byte[]> action) {}

    @Override
    public void putVerdict(String key, byte[] value) {}

    @Override
    public void deleteVerdict(String key) {}

    @Override
    public void eachVerdict(BiConsumer<String, byte[]> action) {}

    @Override
    public void putLearned(String series, byte[] value) {}

    @Override
    public void deleteLearned(String series) {}

    @Override
    public void eachLearned(BiConsumer<String, byte[]> action) {}
}
