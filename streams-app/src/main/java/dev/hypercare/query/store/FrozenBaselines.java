package dev.hypercare.query.store;

import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.query.BaselineReader;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.schemas.events.Baseline;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicStretch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** Reads of when baselines are from their topic, with a consumer of its own for each question; of what is ordinary nothing is kept in the heap. */
final class FrozenBaselines implements BaselineReader {
    private final ClusterAccess cluster;

    FrozenBaselines(ClusterAccess cluster) {
        this.cluster = cluster;
    }

    @Override
    public List<Period> periods(String name, Runnable meanwhile) {
        Map<String, Period> known = new HashMap<>();
        try (TopicStretch<Baseline, Baseline> stretch = cluster.stretch(Topics.BASELINES, 0, raw -> {
            meanwhile.run();
            Baseline value = raw.value();
            if (value == null) {
                known.remove(raw.key());
            } else if (value.getName().equals(name)) {
                known.put(raw.key(), new Period(value.getSeries(), value.getFrom(), value.getTo(), value.getMadeAt()));
            }
            return null;
        })) {
            stretch.next(); // to the end: nothing is handed on
        } catch (InvalidInput | RegistryException | KafkaException e) {
            throw new NotReadyException(
                    "the topic " + cluster.wiring().name(Topics.BASELINES) + " cannot be read: " + e.getMessage());
        }
        return List.copyOf(known.values());
    }
}
