package dev.hypercare.receiver.inbox;

import org.jspecify.annotations.Nullable;

/**
 * What becomes one record.
 *
 * @param key UTF-8, or null
 * @param value the bytes as sent, masked
 */
public record Part(byte @Nullable [] key, byte[] value) {}
