package dev.hypercare.rules;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The memory of an evaluator without Kafka, for trials of rules: what is left in it is what a restart finds. */
final class HeapMemory implements RuleMemory {
    final TreeMap<byte[], byte[]> windows = new TreeMap<>(Arrays::compareUnsigned);
    final TreeMap<String, byte[]> verdicts = new TreeMap<>();
    final TreeMap<String, byte[]> learned = new TreeMap<>();
    int puts;

    @Override
    public void putWindow(byte[] key, byte[] value) {
        puts++;
        windows.put(key, value);
    }

    @Override
    public void deleteWindow(byte[] key) {
        windows.remove(key);
    }

    @Override
    public void eachWindow(BiConsumer<byte[], byte[]> action) {
        new TreeMap<>(windows).forEach(action);
    }

    @Override
    public void putVerdict(String key, byte[] value) {
        puts++;
        verdicts.put(key, value);
    }

    @Override
    public void deleteVerdict(String key) {
        verdicts.remove(key);
    }

    @Override
    public void eachVerdict(BiConsumer<String, byte[]> action) {
        new TreeMap<>(verdicts).forEach(action);
    }

    @Override
    public void putLearned(String series, byte[] value) {
        learned.put(series, value);
    }

    @Override
    public void deleteLearned(String series) {
        learned.remove(series);
    }

    @Override
    public void eachLearned(BiConsumer<String, byte[]> action) {
        new TreeMap<>(learned).forEach(action);
    }
}
