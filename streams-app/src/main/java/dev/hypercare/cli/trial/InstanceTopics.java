package dev.hypercare.cli.trial;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.rules.PastRules;
import dev.hypercare.schemas.events.AppliedRule;
import dev.hypercare.schemas.events.Baseline;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Change;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicStretch;
import dev.hypercare.streams.TopicStretch.Placed;
import dev.hypercare.streams.TopicStretch.Raw;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** What running instances read besides calls: applied rules, the catalog, changes and named baselines. */
final class InstanceTopics {
    private InstanceTopics() {}

    /**
     * Reads all of it. A topic that is not there tells nothing, which is noted.
     *
     * @param at of what a topic says as it stands now it is noted where it was written after this instant, milliseconds since the epoch
     */
    static void read(ClusterAccess cluster, PastRules into, long at, List<String> notes) {
        each(cluster, Topics.RULES, "what was applied while instances ran is not known", notes, raw -> rule(raw, into));
        each(cluster, Topics.CATALOG, "the catalog is not known", notes, raw -> entry(raw, into));
        each(cluster, Topics.CHANGES, "deployments and other changes are not known", notes, raw -> {
            Change change = raw.value();
            if (change != null) {
                into.change(raw.partition(), raw.offset(), raw.timestamp(), change);
            }
        });
        AtomicLong newest = new AtomicLong();
        each(cluster, Topics.BASELINES, "named baselines are not known", notes, raw -> {
            baseline(raw, into);
            newest.accumulateAndGet(raw.timestamp(), Math::max);
        });
        if (newest.get() > at) {
            notes.add("baselines were written after that time, until " + Instant.ofEpochMilli(newest.get())
                    + ": what they say now is used");
        }
        into.refused().forEach(why -> notes.add("a record of the topic rules cannot be used: " + why));
    }

    private static void rule(Raw<AppliedRule> raw, PastRules into) {
        AppliedRule rule = raw.value();
        if (raw.bytes() == null) {
            into.removed(raw.key());
        } else if (rule == null) {
            into.undecodable(raw.key());
        } else {
            into.applied(raw.key(), rule);
        }
    }

    /** One that cannot be read leaves the one before, as it does live. */
    private static void entry(Raw<CatalogEntry> raw, PastRules into) {
        CatalogEntry entry = raw.value();
        if (entry != null || raw.bytes() == null) {
            into.catalog(raw.key(), entry);
        }
    }

    /** One that cannot be read leaves the one before, as it does live. */
    private static void baseline(Raw<Baseline> raw, PastRules into) {
        Baseline baseline = raw.value();
        if (baseline != null || raw.bytes() == null) {
            into.baseline(raw.key(), baseline);
        }
    }

    private static <V extends SpecificRecord> void each(
            ClusterAccess cluster, Topic<V> topic, String lacking, List<String> notes, Consumer<Raw<V>> take) {
        try (TopicStretch<V, Raw<V>> all =
                cluster.stretch(topic, 0, raw -> new Placed<>(raw.partition(), raw.timestamp(), raw))) {
            for (Placed<Raw<V>> next = all.next(); next != null; next = all.next()) {
                take.accept(next.value());
            }
        } catch (InvalidInput e) {
            notes.add(lacking + ": " + e.getMessage());
        }
    }
}
