package dev.hypercare.receiver.inbox;

import org.jspecify.annotations.Nullable;

/**
 * A delivery that goes to Kafka now.
 *
 * @param place where its id is remembered; null where it has none
 */
public record Taken(Delivery delivery, RecentIds.@Nullable Place place) {}
