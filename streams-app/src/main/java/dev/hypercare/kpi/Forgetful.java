package dev.hypercare.kpi;

import java.util.function.BiConsumer;

/** What a partition has to remember across restarts, where there are none. */
final class Forgetful implements CombineMemory.Entries {
    @Override
    public void forEach(BiConsumer<String, byte[]> action) {}

    @Override
    public void put(String key, byte[] value) {}

    @Override
    public void delete(String key) {}
}
