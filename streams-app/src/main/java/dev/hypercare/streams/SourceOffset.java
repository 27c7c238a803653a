package dev.hypercare.streams;

import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Where a record came from. */
public record SourceOffset(String topic, int partition, long offset) implements RecordMetadata {}
