package dev.hypercare.bench.latency;

import dev.hypercare.bench.child.ChildJvm;
import dev.hypercare.bench.child.ProcessProbe;
import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.bench.data.SeriesBook;
import dev.hypercare.streams.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The applications with one commit interval, measured at one rate after the other. */
final class LatencyRun {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(120);
    /** A pane and the rest of the way. */
    private static final long DRAIN_MILLIS = 15_000;

    private final BenchCluster cluster;
    private final LatencySettings settings;
    private final Path folder;
    private final long commitMillis;
    private final Consumer<String> progress;
    private final String id;
    private final Wiring wiring;

    /**
     * @param folder takes configuration, state and logs
     * @param progress is told what goes on, a line each time
     */
    LatencyRun(
            BenchCluster cluster, LatencySettings settings, Path folder, long commitMillis, Consumer<String> progress) {
        this.cluster = cluster;
        this.settings = settings;
        this.folder = folder;
        this.commitMillis = commitMillis;
        this.progress = progress;
        id = "latency-" + ProcessHandle.current().pid() + "-" + commitMillis;
        wiring = new Wiring(id + ".", settings.partitions(), cluster.registry(), true);
    }

    /** Measures. Error: {@link IllegalStateException} where the applications do not start or nothing can be read. */
    List<LatencyCell> measure(List<Integer> rates) throws InterruptedException {
        List<LatencyCell> cells = new ArrayList<>();
        Path config = settings.write(folder, id, cluster.bootstrap(), cluster.registryUrl(), commitMillis);
        List<String> options = List.of(
                "-Xmx1g", "-XX:+UseG1GC", "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.hypercare.schemas.events");
        try (ChildJvm app = ChildJvm.start(
                "the applications",
                options,
                ChildJvm.ownClassPath(),
                LiveMain.class.getName(),
                List.of(config.toString()),
                folder.resolve("app.log"))) {
            progress.accept("the applications start");
            app.awaitReady(STARTS_WITHIN);
            try (OutputWatch watch =
                    new OutputWatch(wiring, cluster.bootstrap(), id + "-" + settings.firstReader(), cluster.admin())) {
                for (int rate : rates) {
                    cells.add(cell(rate, app, watch));
                }
            }
        } finally {
            cluster.deleteTopics(topic -> topic.startsWith(id));
        }
        return cells;
    }

    private LatencyCell cell(int rate, ChildJvm app, OutputWatch watch) throws InterruptedException {
        SeriesBook series = new SeriesBook(settings.series());
        String topic = id + "." + settings.source() + ".v1";
        CallTemplates templates =
                settings.raw() ? CallTemplates.nginx(series) : CallTemplates.avro(series, cluster.registry(), topic);
        String[] names = IntStream.range(0, series.size())
                .mapToObj(i -> CallTemplates.series(series, i))
                .toArray(String[]::new);
        JourneyBook book = new JourneyBook();
        try (SteadyLoad load = new SteadyLoad(settings, templates, names, cluster.bootstrap(), topic, rate)) {
            let(settings.warmMillis(), "warms up", rate, load, watch);
            watch.tell(book);
            long started = System.nanoTime();
            long appCpu = ProcessProbe.cpuNanos(app.pid());
            long machineCpu = ProcessProbe.machineNanos();
            long sent = load.sent();
            long now = System.currentTimeMillis();
            BreachPlan plan = new BreachPlan(names.length, now, settings.latenessMillis(), commitMillis, rate);
            load.fail(new SteadyLoad.Breaches(plan, book, now + settings.millis()));
            let(settings.millis(), "measures", rate, load, watch);
            double nanos = System.nanoTime() - started;
            appCpu = ProcessProbe.cpuNanos(app.pid()) - appCpu;
            machineCpu = ProcessProbe.machineNanos() - machineCpu;
            sent = load.sent() - sent;
            drain(book, rate, load, watch);
            List<Journey> complete = book.complete();
            return new LatencyCell(
                    commitMillis,
                    rate,
                    Math.round(sent / (nanos / 1e9)),
                    complete.size(),
                    book.begun() - complete.size(),
                    (int) complete.stream()
                            .filter(journey -> !journey.inItsOwnSlice())
                            .count(),
                    appCpu / nanos,
                    machineCpu / nanos,
                    LatencyCell.spreads(complete, settings.latenessMillis()));
        } finally {
            watch.tell(null);
        }
    }

    private void let(long millis, String what, int rate, SteadyLoad load, OutputWatch watch)
            throws InterruptedException {
        progress.accept(String.format(java.util.Locale.ROOT, "%,d calls/s: %s for %d s", rate, what, millis / 1000));
        TimeUnit.MILLISECONDS.sleep(millis);
        load.check();
        watch.check();
    }

    /** Lets the last ones arrive, under the same load. */
    private void drain(JourneyBook book, int rate, SteadyLoad load, OutputWatch watch) throws InterruptedException {
        progress.accept(String.format(
                java.util.Locale.ROOT, "%,d calls/s: waits for the last of %d breaches", rate, book.begun()));
        long end = System.nanoTime() + (DRAIN_MILLIS + settings.latenessMillis() + 5 * commitMillis) * 1_000_000;
        while (book.complete().size() < book.begun() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        progress.accept(String.format(java.util.Locale.ROOT, "%,d calls/s: %s", rate, book.show()));
        load.check();
        watch.check();
    }
}
