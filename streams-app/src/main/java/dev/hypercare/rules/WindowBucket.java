package dev.hypercare.rules;

/**
 * What enters or leaves a sliding window at once.
 *
 * @param start first instant of its step, milliseconds since the epoch
 * @param kpis in binary form; not changed
 */
record WindowBucket(long start, byte[] kpis) {}
