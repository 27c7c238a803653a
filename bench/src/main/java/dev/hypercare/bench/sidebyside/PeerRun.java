package dev.hypercare.bench.sidebyside;

import dev.hypercare.bench.live.TrafficFeed;
import dev.hypercare.testdata.FiredAlert;
import dev.hypercare.testdata.simulate.SimulatedCall;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Prometheus, which scrapes an exporter of ours, and Alertmanager, which posts to a receiver of ours; all on loopback. */
final class PeerRun implements TrafficFeed.Sink, AutoCloseable {
    private final CallMetrics metrics = new CallMetrics();
    private final AlertReceiver alerts;
    private final Loopback exporter;
    private final Loopback receiver;
    private final PeerProcess alertmanager;
    private final PeerProcess prometheus;
    /** Of Alertmanager and Prometheus. */
    private final List<String> addresses = Loopback.freeAddresses(2);

    private PeerRun(PeerPrograms programs, int everySeconds, Path folder) {
        alerts = new AlertReceiver(System::currentTimeMillis, 2000L * everySeconds);
        exporter = new Loopback("exporter", body -> metrics.text());
        receiver = new Loopback("receiver", alerts::take);
        PeerSettings.write(folder, everySeconds, addresses.get(0), exporter.address(), receiver.address());
        alertmanager = new PeerProcess(
                "Alertmanager",
                List.of(
                        programs.alertmanager().toString(),
                        "--config.file=" + folder.resolve("alertmanager.yml"),
                        "--storage.path=" + folder.resolve("alertmanager"),
                        "--web.listen-address=" + addresses.get(0),
                        "--cluster.listen-address="),
                folder.resolve("alertmanager.log"));
        prometheus = new PeerProcess(
                "Prometheus",
                List.of(
                        programs.prometheus().toString(),
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("prometheus"),
                        "--web.listen-address=" + addresses.get(1)),
                folder.resolve("prometheus.log"));
    }

    /**
     * Starts all of it.
     *
     * @param everySeconds between two scrapes, and between two evaluations
     * @param folder takes files, data and logs
     */
    static PeerRun start(PeerPrograms programs, int everySeconds, Path folder) throws InterruptedException {
        PeerRun run = new PeerRun(programs, everySeconds, folder);
        try {
            run.alertmanager.awaitReady(URI.create("http://" + run.addresses.get(0) + "/-/ready"));
            run.prometheus.awaitReady(URI.create("http://" + run.addresses.get(1) + "/-/ready"));
            return run;
        } catch (RuntimeException | InterruptedException e) {
            run.close();
            throw e;
        }
    }

    @Override
    public void take(SimulatedCall call) {
        metrics.add(call);
    }

    /** The alerts that were told of until now. Error: {@link IllegalStateException} where one has ended. */
    List<FiredAlert> alerts() {
        prometheus.check();
        alertmanager.check();
        return alerts.fired();
    }

    @Override
    public void close() {
        prometheus.close();
        alertmanager.close();
        receiver.close();
        exporter.close();
    }
}
