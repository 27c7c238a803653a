package dev.hypercare.bench.replay;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log.
 *
 * @param partition of {@code calls}
 * @param timestamp time of ingest, milliseconds
 * @param value as bytes; null for a tick
 * @param headers those of a tick, or none
 */
record LoggedRecord(int partition, long timestamp, byte @Nullable [] value, Headers headers) {}
