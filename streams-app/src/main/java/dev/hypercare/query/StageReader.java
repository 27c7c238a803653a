package dev.hypercare.query;

import java.util.List;

/** Tells what the tasks of the stages of this process count of themselves. */
public interface StageReader {

    /** All there is, in any order. */
    List<StageFigure> figures();

    /**
     * A number that a task tells.
     *
     * @param stage such as {@code kpi}
     * @param task such as {@code 0_3}
     * @param name such as {@code late-calls-total}
     */
    record StageFigure(String stage, String task, String name, double value) {}
}
