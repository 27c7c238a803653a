package dev.hypercare.receiver.inbox;

import java.util.concurrent.CompletableFuture;

/**
 * What somebody who posts waits with.
 *
 * @param delivery what was posted; where the same id is on its way already, that one
 * @param outcome completes, on any thread, when it is known
 */
public record Ticket(Delivery delivery, CompletableFuture<DeliveryOutcome> outcome) {}
