package dev.hypercare.rules;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The memory of an evaluator in maps: what is left of it is what a restart finds. */
final class MapMemory implements RuleMemory {
    final TreeMap<byte[], byte[]> windows = new TreeMap<>(Arrays::compareUnsigned);
    final TreeMap<String, byte[]> verdicts = new TreeMap<>();
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
}
