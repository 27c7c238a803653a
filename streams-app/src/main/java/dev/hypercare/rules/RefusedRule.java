package dev.hypercare.rules;

import dev.hypercare.contract.Outcome;

/** A record of {@code rules} that cannot be used, and why. */
record RefusedRule(RuleRecord record, Outcome.Rejected<?> why) {}
