package dev.hypercare.bench.compare;

import dev.hypercare.bench.child.ChildJvm;
import dev.hypercare.bench.data.Dataset;
import dev.hypercare.bench.data.DatasetMaker;
import dev.hypercare.bench.ours.OursMain;
import dev.hypercare.bench.ours.OursSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * The product, from the topic of the dataset to {@code kpis-1m}.
 *
 * @param apps the applications that run in the process
 * @param guarantee as in the configuration
 * @param views the labels that make series; the one that is held against the truth is {@code api, route, method}
 * @param rules whether the shipped rules are on
 * @param more further lines of the configuration; may be empty
 */
record OursVariant(
        String name,
        String what,
        Dataset.Form form,
        List<String> apps,
        String guarantee,
        List<String> views,
        boolean rules,
        String more)
        implements Variant {

    @Override
    public ChildJvm start(Run run) {
        List<String> arguments = new ArrayList<>(List.of(settings(run)));
        Run warmUp = run.warmUp();
        if (warmUp != null) {
            arguments.add(settings(warmUp));
            trails(warmUp).forEach(trail -> arguments.addAll(trail.toArguments()));
        }
        return ChildJvm.start(
                name,
                Variants.jvm(run),
                ChildJvm.ownClassPath(),
                OursMain.class.getName(),
                arguments,
                run.folder().resolve("ours.log"));
    }

    /** Writes the configuration of a run; returns the file. */
    private String settings(Run run) {
        OursSettings settings = new OursSettings(
                run.id(),
                apps,
                run.cluster().bootstrap(),
                run.cluster().registryUrl(),
                run.dataset().prefix(),
                Dataset.PARTITIONS,
                run.threads(),
                guarantee,
                views,
                rules,
                more);
        return settings.write(run.folder()).toString();
    }

    @Override
    public List<OffsetTrail> trails(Run run) {
        long calls = run.dataset().calls();
        OffsetTrail kpi = new OffsetTrail(run.id() + "-kpi", run.dataset().topic("calls"), calls);
        return form == Dataset.Form.AVRO
                ? List.of(kpi)
                : List.of(new OffsetTrail(run.id() + "-ingest", run.dataset().topic(), calls), kpi);
    }

    @Override
    public Verdict verify(Run run, ChildJvm child, Verification truth) throws InterruptedException {
        if (form != Dataset.Form.AVRO) {
            // Its calls are new, so that they end without ticks.
            DatasetMaker.tickFarAhead(run.cluster().bootstrap(), run.dataset().topic("calls"), run.dataset());
        }
        return new KpiOutput(
                        run.cluster().bootstrap(),
                        run.cluster().registry(),
                        run.dataset().topic("kpis-1m"))
                .verify(truth);
    }
}
