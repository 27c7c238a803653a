package dev.hypercare;

import dev.hypercare.alerts.CatalogFile;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.query.ExplainReader;
import dev.hypercare.query.KeptKpis;
import dev.hypercare.query.QueryConfig;
import dev.hypercare.query.QueryServer;
import dev.hypercare.query.store.LocalQueries;
import dev.hypercare.rules.RulesTopology;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.registry.SchemaRegistry;
import dev.hypercare.streams.App;
import dev.hypercare.streams.CatalogPublisher;
import dev.hypercare.streams.Clients;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.SchemaCheck;
import dev.hypercare.streams.StreamsRunner;
import dev.hypercare.streams.Ticker;
import dev.hypercare.streams.TopicAdmin;
import dev.hypercare.streams.Wiring;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The applications of this process with what they need: checked topics and schemas, ticks, the query API. */
public final class Applications implements AutoCloseable {
    private final Wiring wiring;
    private final StreamsRunner runner;
    private final QueryServer query;
    private final @Nullable Ticker ticker;

    private Applications(Wiring wiring, StreamsRunner runner, QueryServer query, @Nullable Ticker ticker) {
        this.wiring = wiring;
        this.runner = runner;
        this.query = query;
        this.ticker = ticker;
    }

    /**
     * Checks everything, then starts; they are ready a little later, see {@link #ready()}.
     *
     * @param clock what time ticks tell, milliseconds since the epoch
     * @return what runs. Error: {@link dev.hypercare.contract.config.InvalidInput} for what a person can mend
     */
    public static Applications start(PipelineConfig config, LongSupplier clock) {
        return start(config, clock, new Clients());
    }

    /** The same, with clients of the caller's between the applications and Kafka. */
    public static Applications start(PipelineConfig config, LongSupplier clock, Clients clients) {
        return start(config, clock, clients, (used, cluster) -> ExplainReader.absent("this process explains nothing"));
    }

    /** The same, with what explains for the query API. */
    public static Applications start(
            PipelineConfig config,
            LongSupplier clock,
            BiFunction<PipelineConfig, ClusterAccess, ExplainReader> explaining) {
        return start(config, clock, new Clients(), explaining);
    }

    private static Applications start(
            PipelineConfig config,
            LongSupplier clock,
            Clients clients,
            BiFunction<PipelineConfig, ClusterAccess, ExplainReader> explaining) {
        SchemaRegistry registry = config.registry().connect();
        Wiring wiring = new Wiring(
                config.topics().prefix(),
                config.topics().partitions(),
                registry,
                config.registry().autoRegister());
        List<App> apps = Pipeline.apps(config, wiring);
        Path catalog = config.catalog().file();
        List<CatalogEntry> entries = catalog == null ? List.of() : CatalogFile.read(catalog);
        try (TopicAdmin topics = TopicAdmin.connect(config.kafka(), config.topics())) {
            topics.ensure(topicsOf(apps, config.topics().create() ? Topics.ALL : List.of()));
        }
        SchemaCheck.run(wiring, config.registry().url(), written(apps, entries));
        CatalogPublisher.publish(config.kafka(), wiring, entries);
        QueryConfig queries = config.query().settled();
        StreamsRunner runner = StreamsRunner.of(
                apps, config.kafka(), config.topics(), config.runner(), wiring, queries.server(), clients);
        try {
            ClusterAccess cluster =
                    new ClusterAccess(config.kafka(), wiring, config.registry().url());
            QueryServer query = LocalQueries.start(
                    queries,
                    runner.apps(),
                    new KeptKpis(config.kpi().views(), config.kpi().ordinaryLag()),
                    cluster,
                    rules(apps).map(RulesTopology::register).orElse(null),
                    rules(apps).map(RulesTopology::changes).orElse(null),
                    explaining.apply(config, cluster),
                    clock);
            runner.start();
            return new Applications(wiring, runner, query, ticker(config, apps, wiring, runner, clock));
        } catch (RuntimeException e) {
            runner.close();
            throw e;
        }
    }

    /** How topics are named, read and written. */
    public Wiring wiring() {
        return wiring;
    }

    /** Whether all of them run and have restored their state. */
    public boolean ready() {
        return runner.ready();
    }

    /** Each application with its state, for people. */
    public String health() {
        return runner.health().toString();
    }

    /** URL of the query API. */
    public String queryUrl() {
        return query.url();
    }

    /** Completes, with the reason, when an application fails for good; what is running then should stop. */
    public CompletableFuture<String> failure() {
        return runner.failure();
    }

    /** Stops all of it in order. */
    @Override
    public void close() {
        query.close();
        if (ticker != null) {
            ticker.close();
        }
        runner.close();
    }

    private static @Nullable Ticker ticker(
            PipelineConfig config, List<App> apps, Wiring wiring, StreamsRunner runner, LongSupplier clock) {
        App ingest = apps.stream()
                .filter(app -> app.name().equals("ingest"))
                .findFirst()
                .orElse(null);
        if (ingest == null) {
            return null;
        }
        String group = config.runner().applicationId("ingest");
        return Ticker.start(config.kafka(), wiring, ingest.reads(), group, clock, () -> runner.owns("ingest", 0));
    }

    private static Optional<RulesTopology> rules(List<App> apps) {
        return apps.stream()
                .flatMap(app -> app.stages().stream())
                .filter(RulesTopology.class::isInstance)
                .map(RulesTopology.class::cast)
                .findFirst();
    }

    private static Set<Topic<?>> topicsOf(List<App> apps, List<Topic<?>> others) {
        Set<Topic<?>> topics = new LinkedHashSet<>(others);
        apps.forEach(app -> topics.addAll(app.topics()));
        return topics;
    }

    private static Set<Topic<?>> written(List<App> apps, List<CatalogEntry> catalog) {
        Set<Topic<?>> topics = new LinkedHashSet<>();
        if (!catalog.isEmpty()) {
            topics.add(Topics.CATALOG);
        }
        for (Topic<?> topic : List.of(Topics.MARKS, Topics.RULES, Topics.CHANGES)) { // the query API writes them
            if (apps.stream().anyMatch(app -> app.topics().contains(topic))) {
                topics.add(topic);
            }
        }
        apps.forEach(app -> topics.addAll(app.writes()));
        return topics;
    }
}
