package dev.hypercare.query;

import dev.hypercare.query.GroupedKpis.Group;
import dev.hypercare.query.contribution.LabelChange;
import java.util.List;

/**
 * What explains that a KPI has changed.
 *
 * @param kpi which one
 * @param labels each label with how well its values explain it, the best first
 * @param sentence for people
 * @param notes what a reader has to know, for people
 */
record ChangeAnswer(CountedKpi kpi, List<Explained> labels, String sentence, List<String> notes) {

    /**
     * One label, or several whose values belong together.
     *
     * @param change how well its values explain it
     * @param before where the figures before were read from
     * @param after where the figures after were
     * @param sentence for people
     */
    record Explained(LabelChange change, Group before, Group after, String sentence) {}
}
