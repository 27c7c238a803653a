package dev.hypercare.query;

import dev.hypercare.query.GroupedKpis.Group;
import dev.hypercare.query.contribution.Pareto;

/**
 * The few values that make most of a KPI.
 *
 * @param kpi which one
 * @param group where it was read from
 * @param share how much the few have to make
 * @param pareto they and the rest
 * @param sentence for people
 */
record ParetoAnswer(CountedKpi kpi, Group group, double share, Pareto pareto, String sentence) {}
