package dev.hypercare.rules;

import dev.hypercare.contract.measure.Kpis;

/**
 * What was counted before an instant, and since then.
 *
 * @param before until it
 * @param since from it on
 */
record BeforeSince(Kpis before, Kpis since) {}
