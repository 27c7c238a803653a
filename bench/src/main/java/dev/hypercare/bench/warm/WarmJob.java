package dev.hypercare.bench.warm;

import dev.hypercare.bench.data.Dataset;
import java.util.List;

/**
 * One run of the kpi application, exactly once.
 *
 * @param name for people
 * @param dataset what it reads
 * @param threads of the application
 * @param views the labels that make series; the one that is held against the truth is {@code api, route, method}
 * @param stateMemory megabytes for all state stores together, of the first run of a process; the others share it
 * @param verified whether the output is held against the truth
 */
public record WarmJob(
        String name, Dataset dataset, int threads, List<String> views, int stateMemory, boolean verified) {
    /** The view that is held against the truth. */
    public static final String CHECKED = "api, route, method";

    public WarmJob {
        views = List.copyOf(views);
    }

    /** The same, only to warm up: nobody looks at what it puts out. */
    public WarmJob unverified() {
        return new WarmJob("warm-up", dataset, threads, views, stateMemory, false);
    }
}
