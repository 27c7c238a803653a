package dev.hypercare.query;

import dev.hypercare.contract.measure.Kpis;

/**
 * A closed window as a store gave it; its length is that of the resolution asked for.
 *
 * @param startMillis first instant, milliseconds since the epoch
 * @param kpis what was counted in it
 */
public record Window(long startMillis, Kpis kpis) {}
