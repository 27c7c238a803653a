package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.PipelineConfig;
import dev.hypercare.cli.trial.Explain;
import dev.hypercare.query.ExplainReader;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.rules.PastRules;
import dev.hypercare.streams.ClusterAccess;
import java.util.concurrent.Semaphore;

/**
 * What {@code explain} says, for the query API of an instance: the log is replayed in this process, through the rules of its configuration. One at a
 * time, because a replay takes a core.
 */
public final class Explanations implements ExplainReader {
    private final PipelineConfig config;
    private final ClusterAccess cluster;
    private final Semaphore free = new Semaphore(1);

    /** Of the applications that run with this configuration. */
    public Explanations(PipelineConfig config, ClusterAccess cluster) {
        this.config = config;
        this.cluster = cluster;
    }

    @Override
    public JsonNode explain(Question question, Runnable meanwhile) {
        if (!free.tryAcquire()) {
            throw new NotReadyException("another explanation is being made in this process");
        }
        try {
            Explain explain = new Explain(cluster, config.kpi(), PastRules.load(config.rules()));
            Explain.Question asked =
                    new Explain.Question(question.labels(), question.at(), question.rule(), question.warmUp());
            return new ExplanationJson(explain.run(asked, (share, records) -> meanwhile.run())).json();
        } finally {
            free.release();
        }
    }
}
