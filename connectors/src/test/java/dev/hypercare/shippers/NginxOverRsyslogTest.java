package dev.hypercare.shippers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hypercare.PipelineConfig;
import dev.hypercare.contract.Topics;
import dev.hypercare.deliver.RunningFlow;
import dev.hypercare.schemas.events.Call;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A real NGINX, whose log a real rsyslog writes to a raw topic by {@code deploy/shippers}, becomes calls. */
class NginxOverRsyslogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void everyRequestIsOneCallAlsoWhenRsyslogAndTheBrokerWereAway() throws Exception {
        String nginx = RealProgram.path(RealNginx.PACKAGE, "nginx");
        String rsyslogd = RealProgram.path("rsyslog rsyslog-kafka", "rsyslogd");
        RealProgram.assumeRsyslogModule("omkafka", "rsyslog-kafka");
        Path config = Files.writeString(
                directory.resolve("hypercare.yaml"), "apps: [ingest]\nnormalise: {formats: [nginx]}\n");
        try (RunningFlow flow = new RunningFlow(directory, PipelineConfig.load(config));
                RealNginx gateway = new RealNginx(nginx, directory.resolve("nginx"));
                RealProgram rsyslog = rsyslog(rsyslogd, gateway.log(), flow.bootstrap())) {
            String slow = gateway.get("/v1/slow/8123?q=1");
            String odd = gateway.getRaw(
                    "/v1/orders/\"quoted\\\u00e9\u00ff".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            String large = gateway.get("/v1/orders/1?q=" + "x".repeat(7_000));
            gateway.send(200);

            rsyslog.stop();
            gateway.send(100);
            rsyslog.start();
            gateway.send(50);
            gateway.rotate();
            gateway.send(50);
            awaitRaw(flow, gateway.answered().size());

            flow.stopBroker();
            gateway.send(100);
            rsyslog.stop();
            gateway.send(50);
            rsyslog.start();
            flow.startBroker();
            gateway.send(50);
            awaitRaw(flow, gateway.answered().size());

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(flow.read(Topics.CALLS).stream()
                                    .map(Call::getRequestId)
                                    .distinct()
                                    .count())
                            .isGreaterThanOrEqualTo(gateway.answered().size()));
            List<Call> calls = flow.read(Topics.CALLS);
            Map<String, Call> byId = new LinkedHashMap<>();
            calls.forEach(call -> byId.put(call.getRequestId(), call));
            assertThat(flow.read(Topics.DEAD_LETTERS)).isEmpty();
            // A line in which rsyslog noticed that Kafka was away can come twice; it has the same id then.
            assertThat(calls).hasSizeLessThanOrEqualTo(byId.size() + 5);
            assertThat(byId.keySet()).isEqualTo(gateway.answered().keySet());
            assertThat(byId)
                    .allSatisfy((id, call) -> assertThat(call.getStatus())
                            .isEqualTo(gateway.answered().get(id)));
            assertThat(byId.get(large).getRoute()).isEqualTo("/v1/orders/{id}");
            assertThat(byId.get(odd).getApi()).isEqualTo("orders");
            checkSlow(byId.get(slow));
        }
    }

    private static void checkSlow(Call call) {
        assertThat(call.getStatus()).isEqualTo(200);
        assertThat(call.getUpstreamStatus()).isEqualTo(200);
        assertThat(call.getMethod()).isEqualTo("GET");
        assertThat(call.getApi()).isEqualTo("slow");
        assertThat(call.getRoute()).isEqualTo("/v1/slow/{id}");
        assertThat(call.getClient()).isEqualTo("198.51.100.0/24");
        assertThat(call.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(call.getDurationMicros()).isBetween(RealNginx.SLOW_MICROS, 20_000_000L);
        // NGINX takes both from a clock of milliseconds at two moments: either can be the longer one.
        assertThat(call.getUpstreamDurationMicros()).isBetween(RealNginx.SLOW_MICROS, 20_000_000L);
        assertThat(Duration.between(call.getStartedAt(), call.getCompletedAt()).toMillis())
                .isEqualTo(call.getDurationMicros() / 1000);
        assertThat(call.getRequestBytes()).isPositive();
        assertThat(call.getResponseBytes()).isPositive();
    }

    private static void awaitRaw(RunningFlow flow, int requests) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(flow.read("hypercare.raw-nginx.v1", new ByteArrayDeserializer())
                                .size())
                        .isGreaterThanOrEqualTo(requests));
    }

    private RealProgram rsyslog(String rsyslogd, Path log, String bootstrap) throws Exception {
        Path spool = Files.createDirectories(directory.resolve("spool"));
        Path config = RealProgram.configured(
                directory,
                "shippers/rsyslog-nginx-kafka.conf",
                Map.of(
                        "/var/log/nginx/calls.log", log.toString(),
                        "/var/spool/rsyslog", spool.toString(),
                        "127.0.0.1:9092", bootstrap));
        return RealProgram.start(
                directory.resolve("rsyslog.log"),
                rsyslogd,
                "-n",
                "-f",
                config.toString(),
                "-i",
                directory.resolve("rsyslog.pid").toString());
    }
}
