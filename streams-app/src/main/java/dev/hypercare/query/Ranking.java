package dev.hypercare.query;

/**
 * Asks only for the series with the most of a KPI, and for how many others there are: what is not among the most in its own partition is
 * not among the most of all.
 *
 * @param kpi as {@link RankedKpi} names it
 * @param minCalls series with fewer calls are left out
 * @param limit how many, the largest first, of equals by name
 */
public record Ranking(String kpi, long minCalls, int limit) {}
