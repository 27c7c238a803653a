package dev.hypercare;

import dev.hypercare.alerts.AlertsConfig;
import dev.hypercare.alerts.CatalogConfig;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.gaps.GapsConfig;
import dev.hypercare.kpi.KpiConfig;
import dev.hypercare.normalise.NormaliseConfig;
import dev.hypercare.patterns.PatternsConfig;
import dev.hypercare.query.QueryConfig;
import dev.hypercare.rules.RulesConfig;
import dev.hypercare.streams.ClusterConfig;
import dev.hypercare.streams.RegistryAccess;
import dev.hypercare.streams.RunnerConfig;
import dev.hypercare.streams.TopicsConfig;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configuration file: one record a section, each read and checked by whoever uses it.
 *
 * @param apps which applications this instance runs, in the order of the flow
 * @param runner the keys at the top
 * @param kafka the cluster
 * @param registry the schema registry
 * @param topics names and shape of the topics
 * @param normalise the stage normalise
 * @param kpi the stage kpi
 * @param rules the stage rules
 * @param patterns the stage patterns
 * @param alerts the stage alerts
 * @param gaps the stage gaps
 * @param catalog where the catalog comes from
 * @param query the query API
 */
public record PipelineConfig(
        List<String> apps,
        RunnerConfig runner,
        ClusterConfig kafka,
        RegistryAccess registry,
        TopicsConfig topics,
        NormaliseConfig normalise,
        KpiConfig kpi,
        RulesConfig rules,
        PatternsConfig patterns,
        AlertsConfig alerts,
        GapsConfig gaps,
        CatalogConfig catalog,
        QueryConfig query) {
    /** The applications there are, in the order of the flow. */
    public static final List<String> APPS = List.of("ingest", "kpi", "watch");

    private static final String ADVICE =
            "Correct these; every key with its default and a comment is in streams-app/src/main/resources/hypercare.yaml.";

    public PipelineConfig {
        apps = List.copyOf(apps);
    }

    /**
     * Reads a file for a cluster of the user's.
     *
     * @param file null for the defaults
     */
    public static PipelineConfig load(@Nullable Path file) {
        return load(file, TopicsConfig.DEFAULT.partitions());
    }

    /** Reads a file for an instance that brings its own broker and registry; see {@link #embedded}. */
    public static PipelineConfig loadEmbedded(@Nullable Path file) {
        return load(file, TopicsConfig.EMBEDDED_PARTITIONS);
    }

    private static PipelineConfig load(@Nullable Path file, int absentPartitions) {
        Problems problems = new Problems();
        Section root = file == null ? Section.empty(problems) : Section.read(file, problems);
        PipelineConfig config = read(root, absentPartitions);
        root.close();
        problems.throwIfAny("the configuration " + file + " cannot be used", ADVICE);
        return config;
    }

    /** Reads it; what is wrong is added to the problems of the section. */
    static PipelineConfig read(Section root, int absentPartitions) {
        KpiConfig kpi = KpiConfig.read(root.section("kpi"));
        return new PipelineConfig(
                apps(root),
                RunnerConfig.read(root),
                ClusterConfig.read(root.section("kafka")),
                RegistryAccess.read(root.section("registry")),
                TopicsConfig.read(root.section("topics"), absentPartitions),
                NormaliseConfig.read(root.section("normalise"))
                        .withDeduplicated(kpi.deduplicate().gateways()),
                kpi,
                RulesConfig.read(root.section("rules")).withViews(kpi.views()),
                PatternsConfig.read(root.section("patterns")),
                AlertsConfig.read(root.section("alerts")),
                GapsConfig.read(root.section("gaps")),
                CatalogConfig.read(root.section("catalog")),
                QueryConfig.read(root.section("query"), kpi.views()));
    }

    /** The same for an instance that brings its own broker and registry: it makes topics and registers schemas itself. */
    public PipelineConfig embedded(String bootstrap, String registryUrl, Path dataDir) {
        return new PipelineConfig(
                apps,
                runner.embedded(dataDir.resolve("state")),
                ClusterConfig.DEFAULT.at(bootstrap),
                registry.embedded(registryUrl),
                new TopicsConfig(topics.prefix(), topics.partitions(), 1, true),
                normalise,
                kpi,
                rules,
                patterns,
                alerts,
                gaps,
                catalog,
                query);
    }

    /** The same for a recording, whose event time is behind the clock on purpose: no alert of it is historic. */
    public PipelineConfig replaying() {
        return new PipelineConfig(
                apps,
                runner,
                kafka,
                registry,
                topics,
                normalise,
                kpi,
                rules,
                patterns,
                alerts.nothingHistoric(),
                gaps,
                catalog,
                query);
    }

    /** The same with only some of the applications. */
    public PipelineConfig only(List<String> some) {
        return new PipelineConfig(
                some, runner, kafka, registry, topics, normalise, kpi, rules, patterns, alerts, gaps, catalog, query);
    }

    /** The same with the query API on another port; null leaves it as it is. */
    public PipelineConfig withQueryPort(@Nullable Integer port) {
        QueryConfig moved = port == null ? query : query.withPort(port);
        return new PipelineConfig(
                apps, runner, kafka, registry, topics, normalise, kpi, rules, patterns, alerts, gaps, catalog, moved);
    }

    private static List<String> apps(Section root) {
        Set<String> given = new LinkedHashSet<>(root.strings("apps", APPS));
        for (String app : given) {
            if (!APPS.contains(app)) {
                root.problem("apps", app, "some of " + String.join(", ", APPS));
            }
        }
        if (given.isEmpty()) {
            root.problem("apps", "none", "some of " + String.join(", ", APPS));
        }
        return APPS.stream().filter(given::contains).toList();
    }
}
