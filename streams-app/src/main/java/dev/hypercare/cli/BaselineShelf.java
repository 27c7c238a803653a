package dev.hypercare.cli;

import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.schemas.events.Baseline;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicTail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The baselines that are in the topic. */
final class BaselineShelf {
    private static final Duration WAIT = Duration.ofMillis(200);

    private BaselineShelf() {}

    /** All of them by name, the series of each in their order. Error: {@link InvalidInput} where the cluster cannot be read. */
    static Map<String, List<Baseline>> read(ClusterAccess cluster) {
        Map<String, Baseline> known = new TreeMap<>();
        try (TopicTail<Baseline> tail = cluster.tail(Topics.BASELINES)) {
            tail.fromBeginning();
            do {
                for (TopicTail.Message<Baseline> message : tail.poll(WAIT)) {
                    String key = String.valueOf(message.key());
                    if (message.value() == null) {
                        known.remove(key);
                    } else {
                        known.put(key, message.value());
                    }
                }
            } while (!tail.atEnd());
        } catch (RegistryException e) {
            throw cluster.registryProblem(e);
        }
        Map<String, List<Baseline>> byName = new TreeMap<>();
        known.values()
                .forEach(one -> byName.computeIfAbsent(one.getName(), unseen -> new ArrayList<>())
                        .add(one));
        return byName;
    }

    /** Those of one name. Error: {@link InvalidInput} where there are none. */
    static List<Baseline> read(ClusterAccess cluster, String name) {
        Map<String, List<Baseline>> all = read(cluster);
        List<Baseline> found = all.get(name);
        if (found == null) {
            throw new InvalidInput(
                    "there is no baseline " + name + " (expected: "
                            + (all.isEmpty() ? "there are none yet" : "one of " + String.join(", ", all.keySet()))
                            + ")",
                    "Make it with `hypercare baseline freeze " + name + " --from ... --to ...`.");
        }
        return found;
    }
}
