package dev.hypercare.deliver.alert;

import org.jspecify.annotations.Nullable;

/**
 * A record of the topic {@code alerts} with its place.
 *
 * @param partition topic and partition
 * @param offset of the record
 * @param writtenAt the record's time, epoch ms
 * @param origin what a dead letter is made of; null where there is none
 */
public record Transition(
        String partition,
        long offset,
        long writtenAt,
        DeliveredAlert alert,
        @Nullable Object origin) {}
