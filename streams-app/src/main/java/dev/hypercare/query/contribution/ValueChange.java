package dev.hypercare.query.contribution;

import org.jspecify.annotations.Nullable;

/**
 * What one value has to do with a change.
 *
 * @param value of the label
 * @param amounts before and after
 * @param expected what it would have after, had it gone as all together
 * @param contribution its part of the whole change, 1 is all of it; below zero where it went the other way; null where nothing changed
 * @param surprise how much its share of the figure differs from the expected share: its term of the Jensen-Shannon divergence in bits, 0
 *     to 0.5, below zero where the share has shrunk
 * @param explains whether it is one of the few that explain the change
 */
public record ValueChange(
        String value,
        Amounts amounts,
        double expected,
        @Nullable Double contribution,
        double surprise,
        boolean explains) {}
