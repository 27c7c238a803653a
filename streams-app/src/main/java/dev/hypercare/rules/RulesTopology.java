package dev.hypercare.rules;

import dev.hypercare.contract.ChangeRegister;
import dev.hypercare.contract.RuleRegister;
import dev.hypercare.contract.Stage;
import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Watched;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.streams.WholeTopic;
import dev.hypercare.streams.Wiring;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Wires the stage: closed slices of the kpi stage, in the same task, and the applied rules, on every instance, to verdicts. */
public final class RulesTopology implements Stage, Watched {
    private final LiveRules rules;
    private final Wiring wiring;

    /** Error: {@link dev.hypercare.contract.config.InvalidInput} that lists everything that is wrong with the rules. */
    public RulesTopology(RulesConfig config, Wiring wiring) {
        this.rules = LiveRules.load(config);
        this.wiring = wiring;
    }

    @Override
    public String name() {
        return "rules";
    }

    /** What every instance reads; the slices come from the kpi stage in the same task. */
    @Override
    public List<Topic<?>> reads() {
        return List.of(Topics.RULES, Topics.CATALOG, Topics.BASELINES, Topics.CHANGES);
    }

    @Override
    public List<Topic<?>> writes() {
        return List.of(Topics.VERDICTS, Topics.DEAD_LETTERS);
    }

    /** The rules of this instance, for those who show and change them. */
    public RuleRegister register() {
        return new LiveRegister(rules);
    }

    /** What this instance knows of deployments and other changes. */
    public ChangeRegister changes() {
        return rules.reference().changes();
    }

    @Override
    public boolean watches(String view) {
        return rules.watches(view);
    }

    @Override
    public boolean watches(Series series) {
        return rules.watches(series);
    }

    @Override
    public long revision() {
        return rules.revision();
    }

    @Override
    public Watched from(long instant) {
        return rules.from(instant);
    }

    /** Adds the stage; {@code slices} come in order and without gaps for each task. */
    public void addTo(StreamsBuilder builder, KStream<String, ClosedSlice> slices) {
        addRules(builder);
        read(builder, Topics.CATALOG, Stores.RULE_CATALOG, rules.reference().catalog());
        read(builder, Topics.BASELINES, Stores.RULE_BASELINES, rules.reference().baselines());
        addChanges(builder);
        slices.process(RulesProcessor.supplier(rules), Named.as("rules-judge"))
                .to(
                        wiring.name(Topics.VERDICTS),
                        wiring.produced(Topics.VERDICTS, "rules-verdicts-out")
                                .withStreamPartitioner(new TimeProcessor.VerdictPartitions()));
        // After the judge, so that a tick follows the verdicts of its slice.
        slices.process(TimeProcessor::new, Named.as("rules-time"))
                .to(
                        wiring.name(Topics.VERDICTS),
                        wiring.produced(Topics.VERDICTS, "rules-time-out")
                                .withStreamPartitioner(new TimeProcessor.VerdictPartitions()));
        KStream<String, DeadLetter> ofRules = slices.process(
                RefusedRecordsProcessor.supplier(rules::refused, wiring.name(Topics.RULES), Stores.REFUSED_RULES),
                Named.as("rules-refused"));
        ChangeBook changes = rules.reference().changes();
        slices.process(
                        RefusedRecordsProcessor.supplier(
                                changes::refused, wiring.name(Topics.CHANGES), Stores.REFUSED_CHANGES),
                        Named.as("rules-refused-changes"))
                .merge(ofRules, Named.as("rules-dead-letters"))
                .to(wiring.name(Topics.DEAD_LETTERS), wiring.produced(Topics.DEAD_LETTERS, "rules-dead-letters-out"));
    }

    private void addRules(StreamsBuilder builder) {
        WholeTopic.addTo(
                builder,
                wiring,
                Topics.RULES,
                Stores.APPLIED_RULES,
                () -> new AppliedRulesProcessor(
                        rules, wiring.serde(Topics.RULES).deserializer(), wiring.name(Topics.RULES)));
    }

    private void addChanges(StreamsBuilder builder) {
        WholeTopic.addTo(
                builder,
                wiring,
                Topics.CHANGES,
                Stores.RULE_CHANGES,
                () -> new ChangesProcessor(
                        rules.reference().changes(),
                        wiring.serde(Topics.CHANGES).deserializer(),
                        wiring.name(Topics.CHANGES)));
    }

    /** Reads a topic on every instance. */
    private <V extends SpecificRecord> void read(
            StreamsBuilder builder, Topic<V> topic, String store, ReferenceProcessor.Sink<V> sink) {
        WholeTopic.addTo(
                builder,
                wiring,
                topic,
                store,
                () -> new ReferenceProcessor<>(
                        store, wiring.name(topic), wiring.serde(topic).deserializer(), sink));
    }
}
