package dev.hypercare.streams;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.config.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compares topics as they are with topics as they should be. */
final class TopicFit {
    private final String bootstrap;
    private final int partitions;
    private final List<String> problems = new ArrayList<>();
    private final List<String> fixes = new ArrayList<>();

    /** @param partitions how many every topic should have */
    TopicFit(String bootstrap, int partitions) {
        this.bootstrap = bootstrap;
        this.partitions = partitions;
    }

    /** Looks at one topic, as found on the cluster. */
    void check(String name, Topic<?> topic, int foundPartitions, String foundPolicy) {
        if (foundPartitions != partitions) {
            problems.add(name + ": " + foundPartitions + " partitions (expected: " + partitions + ")");
            String alter = foundPartitions > partitions
                    ? ""
                    : " (while it is empty: " + alter("kafka-topics", name) + " --partitions " + partitions + ")";
            fixes.add("set topics.partitions: " + foundPartitions + " if all topics have as many, or make " + name
                    + " anew with " + partitions + alter);
        }
        String expected = topic.cleanup().policy();
        if (!Set.of(foundPolicy.split(",")).equals(Set.of(expected.split(",")))) {
            problems.add(name + ": cleanup.policy " + foundPolicy + " (expected: " + expected + ")");
            fixes.add(alter("kafka-configs", name) + " --add-config cleanup.policy=[" + expected + "]");
        }
    }

    /** Error: {@link InvalidInput} that names every topic that does not fit, and how to mend the first. */
    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidInput(
                    "topics on " + bootstrap + " do not fit", problems, "Mend the first so: " + fixes.get(0));
        }
    }

    private String alter(String tool, String name) {
        return tool + " --bootstrap-server " + bootstrap + " --alter --topic " + name;
    }
}
