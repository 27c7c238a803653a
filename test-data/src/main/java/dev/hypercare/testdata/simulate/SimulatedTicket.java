package dev.hypercare.testdata.simulate;

import org.jspecify.annotations.Nullable;

/**
 * A support ticket: some of every day, more after faults that people notice.
 *
 * @param createdAt epoch ms
 * @param api null where it does not say
 * @param consumer null where it does not say
 */
public record SimulatedTicket(
        String id,
        long createdAt,
        @Nullable String api,
        @Nullable String consumer,
        String subject) {}
