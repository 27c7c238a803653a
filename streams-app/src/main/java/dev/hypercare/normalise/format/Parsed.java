package dev.hypercare.normalise.format;

import dev.hypercare.contract.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One call of a record, or why there is none.
 *
 * @param index position in the record's batch, from 0; null when it is the record as a whole
 * @param from first of its bytes in the record
 * @param to end of its bytes, exclusive
 * @param outcome what was read
 */
public record Parsed(@Nullable Integer index, int from, int to, Outcome<CallDraft> outcome) {}
