package dev.hypercare.rules;

import dev.hypercare.contract.Outcome;

/** A record of {@code rules} or {@code changes} that cannot be used, and why. */
record RefusedRecord(KeptRecord record, Outcome.Rejected<?> why) {}
