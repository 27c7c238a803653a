package dev.hypercare.streams;

import dev.hypercare.contract.Stage;
import dev.hypercare.contract.Topic;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/**
 * A Kafka Streams application: some stages of the flow in one topology.
 *
 * @param name {@code ingest}, {@code kpi} or {@code watch}
 * @param stages its stages, in the order of the flow
 * @param topology what they are together
 */
public record App(String name, List<Stage> stages, Topology topology) {
    public App {
        stages = List.copyOf(stages);
    }

    /** The topics it reads or writes, in the order of the flow. */
    public Set<Topic<?>> topics() {
        Set<Topic<?>> topics = new LinkedHashSet<>();
        stages.forEach(stage -> topics.addAll(stage.reads()));
        stages.forEach(stage -> topics.addAll(stage.writes()));
        return topics;
    }

    /** The topics it reads. */
    public Set<Topic<?>> reads() {
        Set<Topic<?>> topics = new LinkedHashSet<>();
        stages.forEach(stage -> topics.addAll(stage.reads()));
        return topics;
    }

    /** The topics it reads in chunks. */
    Set<Topic<?>> readsInChunks() {
        Set<Topic<?>> topics = new LinkedHashSet<>();
        stages.forEach(stage -> topics.addAll(stage.readsInChunks()));
        return topics;
    }

    /** The topics it writes. */
    public Set<Topic<?>> writes() {
        Set<Topic<?>> topics = new LinkedHashSet<>();
        stages.forEach(stage -> topics.addAll(stage.writes()));
        return topics;
    }
}
