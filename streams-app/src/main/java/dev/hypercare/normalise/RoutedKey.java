package dev.hypercare.normalise;

/**
 * Key of a record on its way out, with where it goes.
 *
 * @param text the key as written
 * @param partition of the raw record, or another number; modulo the partitions there are
 */
record RoutedKey(String text, int partition) {}
