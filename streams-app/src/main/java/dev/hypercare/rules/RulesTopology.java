package dev.hypercare.rules;

import dev.hypercare.contract.Stage;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Watched;
import dev.hypercare.streams.Wiring;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Wires the stage: closed slices of the kpi stage, in the same task, to verdicts. */
public final class RulesTopology implements Stage, Watched {
    private final RuleBook book;
    private final Wiring wiring;

    /** Error: {@link dev.hypercare.contract.config.InvalidInput} that lists everything that is wrong with the rules. */
    public RulesTopology(RulesConfig config, Wiring wiring) {
        this.book = RuleBook.load(config);
        this.wiring = wiring;
    }

    @Override
    public String name() {
        return "rules";
    }

    /** None: it reads the slices that the kpi stage passes on in the same task. */
    @Override
    public List<Topic<?>> reads() {
        return List.of();
    }

    @Override
    public List<Topic<?>> writes() {
        return List.of(Topics.VERDICTS);
    }

    /** The rules in use, as {@code id/version}. */
    public List<String> rules() {
        return book.titles();
    }

    @Override
    public boolean watches(String view) {
        return book.watches(view);
    }

    @Override
    public boolean watches(Series series) {
        return !book.rulesFor(series.labels()).isEmpty();
    }

    /** Adds the stage; {@code slices} come in order and without gaps for each task. */
    public void addTo(StreamsBuilder builder, KStream<String, ClosedSlice> slices) {
        slices.process(RulesProcessor.supplier(book), Named.as("rules-judge"))
                .to(wiring.name(Topics.VERDICTS), wiring.produced(Topics.VERDICTS, "rules-verdicts-out"));
        // After the judge, so that a tick follows the verdicts of its slice.
        slices.process(TimeProcessor::new, Named.as("rules-time"))
                .to(
                        wiring.name(Topics.VERDICTS),
                        wiring.produced(Topics.VERDICTS, "rules-time-out")
                                .withStreamPartitioner(TimeProcessor.PARTITIONER));
    }
}
