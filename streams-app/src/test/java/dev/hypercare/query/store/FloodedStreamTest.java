package dev.hypercare.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.Applications;
import dev.hypercare.PipelineConfig;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Topics;
import dev.hypercare.embedded.EmbeddedServices;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.streams.ClusterConfig;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.TopicTail;
import dev.hypercare.streams.Wiring;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The stream closes its windows while one client asks as much as it can, of all kinds: each flood ends only when it has. */
class FloodedStreamTest {
    private static final int PARTITIONS = 2;
    private static final int FLOODS = 2;
    private static final int SECONDS_A_FLOOD = 120;
    private static final int LEAST_QUESTIONS = 1000;
    private static final int CLIENTS = 48;
    private static final int LEFT_OPEN = 8;
    private static final long START =
            Resolution.HOUR.startOf(Instant.now().toEpochMilli()) - 2 * Resolution.HOUR.millis();
    private static final List<String> QUESTIONS = List.of(
            "kpis?view=api&from=" + START + "&to=" + (START + 3_600_000) + "&step=10s&percentiles=50,99,99.9",
            "kpis?view=api&from=0001-01-01T00:00:00Z&to=now&step=10s&limit=10000",
            "kpis?view=api&from=-99999d&step=1d",
            "kpis?api=api-1&percentiles=NaN",
            "kpis?view=api&limit=-1",
            "kpis?view=api&cursor=AAAAAAAA",
            "kpis?view=nothing",
            "kpis?view=api&step=7s",
            "top?by=api&kpi=p99&from=" + START,
            "top?by=nothing",
            "pareto?by=api&kpi=calls&from=" + START,
            "heatmap?view=api&from=" + START,
            "heatmap?view=api&from=yesterday",
            "compare?api=api-1&from=" + START,
            "changed?by=api&from=1e999",
            "series?from=" + START,
            "alerts?state=nonsense",
            "nowhere");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> closed = new HashMap<>();

    @Test
    void closesEveryWindowWithEveryCallWhileOneClientAsksAsMuchAsItCan() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (EmbeddedServices services = EmbeddedServices.start(directory.resolve("broker"), "127.0.0.1", 0, 0);
                Applications applications = start(services)) {
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(applications::ready);
            Wiring wiring = applications.wiring();
            long fed = 0;
            try (TopicTail<Kpi> panes = TopicTail.of(
                                    ClusterConfig.DEFAULT
                                            .at(services.bootstrap())
                                            .client(),
                                    wiring,
                                    Topics.KPI_PANES)
                            .fromBeginning();
                    KafkaProducer<byte[], byte[]> producer = producer(services)) {
                for (int flood = 0; flood < FLOODS; flood++) {
                    AtomicBoolean over = new AtomicBoolean();
                    AtomicInteger asked = new AtomicInteger();
                    List<Future<?>> asking = new ArrayList<>();
                    for (int client = 0; client < CLIENTS; client++) {
                        int first = client;
                        asking.add(clients.submit(flooding(applications.queryUrl(), first, asked, over)));
                    }
                    leaveStreams(applications.queryUrl());
                    fed += feed(producer, wiring, flood * SECONDS_A_FLOOD);
                    long all = fed;
                    Awaitility.await()
                            .atMost(Duration.ofMinutes(3))
                            .until(() -> closed(panes) == all && asked.get() > LEAST_QUESTIONS);
                    over.set(true);
                    for (Future<?> one : asking) {
                        one.get();
                    }
                }
            }
            System.out.println("a flooded stream: " + statuses);
            assertThat(statuses.keySet()).contains(200, 400, 404, 429);
            System.out.println("of these, not answered in time: " + faults);
            // A machine that does other things beside may need longer than a question may take; nothing else is a fault
            // of the instance.
            assertThat(faults).allMatch(fault -> fault.contains("\"status\":503") && fault.contains("\"advice\":"));
            assertThat(100 * faults.size())
                    .isLessThan(statuses.values().stream()
                            .mapToInt(Integer::intValue)
                            .sum());
            String now = applications.queryUrl() + "/api/v1/kpis?view=api&from=" + START + "&to=" + (START + 3_600_000);
            assertThat(ask(now, "GET").statusCode()).isEqualTo(200);
            // Streams that nobody reads any more are let go, or the next ones would be refused for good.
            Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> streams(applications.queryUrl()));
        } finally {
            clients.shutdownNow();
        }
    }

    /** The calls in the panes that were written so far, each in its newest version. */
    private long closed(TopicTail<Kpi> panes) {
        panes.poll(Duration.ofMillis(200))
                .forEach(message -> closed.put(
                        message.value().getSeries() + message.value().getWindowStart(),
                        message.value().getCalls()));
        return closed.values().stream().mapToLong(Long::longValue).sum();
    }

    private Callable<Void> flooding(String url, int first, AtomicInteger asked, AtomicBoolean over) {
        return () -> {
            for (int i = first; !over.get(); i++) {
                String question = url + "/api/v1/" + QUESTIONS.get(i % QUESTIONS.size());
                HttpResponse<String> answer = ask(question, i % 11 == 0 ? "POST" : "GET");
                statuses.merge(answer.statusCode(), 1, Integer::sum);
                if (answer.statusCode() >= 500) {
                    faults.add(question + ": " + answer.body());
                }
                asked.incrementAndGet();
            }
            return null;
        };
    }

    private HttpResponse<String> ask(String question, String method) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(question))
                        .method(
                                method,
                                method.equals("GET")
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString("[".repeat(999)))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Begins to listen and goes away without a word. */
    private static void leaveStreams(String url) throws IOException {
        URI server = URI.create(url);
        for (int i = 0; i < LEFT_OPEN; i++) {
            try (Socket socket = new Socket(server.getHost(), server.getPort())) {
                socket.setSoLinger(true, 0);
                OutputStream out = socket.getOutputStream();
                out.write(("GET /api/v1/alerts HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        }
    }

    private boolean streams(String url) throws IOException, InterruptedException {
        HttpResponse<java.io.InputStream> answer = http.send(
                HttpRequest.newBuilder(URI.create(url + "/api/v1/alerts"))
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode() == 200;
    }

    /** Calls of so many seconds in each API, and ticks until all of them have closed; says how many. */
    private static long feed(KafkaProducer<byte[], byte[]> producer, Wiring wiring, int from) {
        String name = wiring.name(Topics.CALLS);
        Serializer<Call> serializer = wiring.serde(Topics.CALLS).serializer();
        long fed = 0;
        // The last ten seconds are for the ticks that close what was before them.
        for (int second = from; second < from + SECONDS_A_FLOOD; second++) {
            long at = START + second * 1000L;
            if (second < from + SECONDS_A_FLOOD - 10) {
                for (int i = 0; i < 40; i++, fed++) {
                    byte[] call = serializer.serialize(name, call("api-" + i % 8, at + i));
                    var unused = producer.send(new ProducerRecord<>(name, i % PARTITIONS, null, null, call));
                }
            }
            for (int partition = 0; partition < PARTITIONS; partition++) {
                var unused = producer.send(new ProducerRecord<>(name, partition, null, null, null, Tick.headers(at)));
            }
        }
        producer.flush();
        return fed;
    }

    private static Call call(String api, long at) {
        return Call.newBuilder()
                .setCompletedAt(Instant.ofEpochMilli(at))
                .setGateway("gw")
                .setApi(api)
                .setRoute("/")
                .setMethod("GET")
                .setStatus(at % 50 == 0 ? 503 : 200)
                .setDurationMicros(1000 + at % 9000)
                .build();
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedServices services) {
        return new KafkaProducer<>(
                ClusterConfig.DEFAULT.at(services.bootstrap()).client(),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private Applications start(EmbeddedServices services) throws IOException {
        String yaml =
                """
                application: flooded
                apps: [kpi, watch]
                state-dir: '%s'
                state-memory: 16
                kafka: {bootstrap: '%s'}
                registry: {url: '%s', auto-register: true}
                topics: {partitions: %d, replication: 1, create: true}
                kpi: {views: [api], lateness: 1s, max-lag: 5s}
                rules: {builtin: false}
                query: {port: 0, limits: {per-second: 1000000, concurrent: 8, streams: 16}}
                """.formatted(directory.resolve("state"), services.bootstrap(), services.registryUrl(), PARTITIONS);
        return Applications.start(
                PipelineConfig.load(Files.writeString(directory.resolve("hypercare.yaml"), yaml)),
                System::currentTimeMillis);
    }
}
