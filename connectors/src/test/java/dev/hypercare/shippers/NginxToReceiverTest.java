package dev.hypercare.shippers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hypercare.PipelineConfig;
import dev.hypercare.contract.Topics;
import dev.hypercare.deliver.RunningFlow;
import dev.hypercare.deliver.ShippedConnector;
import dev.hypercare.receiver.ConnectWorker;
import dev.hypercare.schemas.events.Call;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A real NGINX, whose log {@code deploy/shippers/ship-lines.sh} posts to the receiver in a worker of Connect, becomes calls. */
class NginxToReceiverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String TOKEN = "a-token-of-the-shipper";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void everyRequestIsOneCallWhateverIsKilledAndWhenTheLogIsRotated() throws Exception {
        String nginx = RealProgram.path(RealNginx.PACKAGE, "nginx");
        String bash = RealProgram.path("bash", "bash");
        RealProgram.path("curl", "curl");
        RealProgram.path("libc-bin", "iconv");
        Path config = Files.writeString(
                directory.resolve("hypercare.yaml"), "apps: [ingest]\nnormalise: {formats: [nginx]}\n");
        int port = RealProgram.freePort();
        Map<String, String> receiver = receiver(port);
        try (RunningFlow flow = new RunningFlow(directory, PipelineConfig.load(config));
                RealNginx gateway = new RealNginx(nginx, directory.resolve("nginx"))) {
            ConnectWorker worker =
                    new ConnectWorker(flow.bootstrap(), Map.of("producer.transaction.timeout.ms", "6000"));
            try (RealProgram shipper = shipper(bash, gateway.log(), port)) {
                worker.run("receiver", receiver);
                String odd = gateway.getRaw("/v1/orders/\"quoted\\\u00e9\u00ff".getBytes(StandardCharsets.ISO_8859_1));
                gateway.send(150);
                awaitCalls(flow, gateway);

                // Killed while it posts, over and over.
                for (int i = 0; i < 5; i++) {
                    gateway.send(20);
                    shipper.kill();
                    gateway.send(20);
                    shipper.start();
                }
                // Nobody receives, and the log gets another name meanwhile.
                worker.close();
                gateway.send(50);
                gateway.rotate();
                gateway.send(50);
                worker = new ConnectWorker(flow.bootstrap(), Map.of());
                awaitCalls(flow, gateway);

                List<Call> calls = flow.read(Topics.CALLS);
                assertThat(flow.read(Topics.DEAD_LETTERS)).isEmpty();
                assertThat(calls).hasSize(gateway.answered().size());
                assertThat(calls.stream().collect(Collectors.toMap(Call::getRequestId, Call::getStatus)))
                        .isEqualTo(gateway.answered());
                assertThat(calls)
                        .filteredOn(call -> odd.equals(call.getRequestId()))
                        .allSatisfy(call -> assertThat(call.getApi()).isEqualTo("orders"));
            } finally {
                worker.close();
            }
        }
    }

    private static void awaitCalls(RunningFlow flow, RealNginx gateway) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(flow.read(Topics.CALLS).size())
                        .isGreaterThanOrEqualTo(gateway.answered().size()));
    }

    /** The path of NGINX in {@code deploy/connectors/http-receiver.json}, with a token of the test. */
    private static Map<String, String> receiver(int port) throws Exception {
        Map<String, String> properties = new TreeMap<>(ShippedConnector.read("http-receiver.json"));
        properties.keySet().removeIf(key -> key.startsWith("paths.") && !key.startsWith("paths.nginx."));
        properties.put("paths", "nginx");
        properties.put("listener.port", String.valueOf(port));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(StandardCharsets.UTF_8));
        assertThat(properties.put("paths.nginx.token.sha256s", HexFormat.of().formatHex(hash)))
                .startsWith("${file:");
        return properties;
    }

    private RealProgram shipper(String bash, Path log, int port) throws Exception {
        Path target = Files.writeString(directory.resolve("ship-lines.conf"), """
                url = "http://127.0.0.1:%d/in/nginx"
                header = "Authorization: Bearer %s"
                """.formatted(port, TOKEN));
        return RealProgram.start(
                directory.resolve("ship-lines.log"),
                bash,
                ShippedConnector.ROOT.resolve("deploy/shippers/ship-lines.sh").toString(),
                log.toString(),
                target.toString(),
                directory.resolve("ship-lines.state").toString());
    }
}
