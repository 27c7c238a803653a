package dev.hypercare.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Stores;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class NormaliseTopologyTest {
    private static final long NOW = 1_763_719_200_000L;

    @Test
    void writesCallsKeyedByApiAtTheTimeOfIngest() {
        try (StageDriver stage = new StageDriver("")) {
            stage.pipe(Topics.RAW_NGINX, nginx(NOW, "/v1/orders/8123?x=1", 200), NOW + 500);

            TestRecord<String, Call> call = stage.calls().get(0);
            assertThat(call.key()).isEqualTo("orders");
            assertThat(call.timestamp()).isEqualTo(NOW + 500);
            assertThat(call.headers()).isEmpty();
            assertThat(call.value().getCompletedAt()).isEqualTo(Instant.ofEpochMilli(NOW));
            assertThat(call.value().getRoute()).isEqualTo("/v1/orders/{id}");
            assertThat(stage.deadLetters()).isEmpty();
        }
    }

    @Test
    void accountsForEveryEntryOfABatch() {
        String entries = IntStream.range(0, 1000)
                .mapToObj(i -> apisix(NOW, i % 100 == 7 ? "\"broken\"" : "200"))
                .collect(Collectors.joining(",", "[", "]"));
        try (StageDriver stage = new StageDriver("")) {
            stage.pipe(Topics.RAW_APISIX, entries, NOW + 1000);

            List<TestRecord<String, DeadLetter>> rejected = stage.deadLetters();
            assertThat(stage.calls()).hasSize(990);
            assertThat(rejected).hasSize(10);
            assertThat(rejected)
                    .extracting(letter -> letter.value().getIndex())
                    .containsExactly(7, 107, 207, 307, 407, 507, 607, 707, 807, 907);
            assertThat(rejected.get(0).key()).isEqualTo("hypercare.raw-apisix.v1-0-0");
            assertThat(payload(rejected.get(0))).isEqualTo(apisix(NOW, "\"broken\""));
        }
    }

    @Test
    void masksWhatDeadLettersHold() {
        String line = "{\"status\":\"200\",\"remote_addr\":\"203.0.113.9\",\"http_authorization\":\"Bearer abc\"}";
        try (StageDriver stage = new StageDriver("")) {
            stage.pipe(Topics.RAW_NGINX, line, NOW);

            TestRecord<String, DeadLetter> letter = stage.deadLetters().get(0);
            assertThat(stage.calls()).isEmpty();
            assertThat(payload(letter))
                    .isEqualTo("{\"status\":\"200\",\"remote_addr\":\"<ip>\",\"http_authorization\":\"***\"}");
            assertThat(letter.value().getPayloadBytes()).isEqualTo(line.length());
            assertThat(letter.value().getStage()).isEqualTo("normalise");
            assertThat(letter.value().getRejectedAt()).isEqualTo(Instant.ofEpochMilli(NOW));
        }
    }

    @Test
    void keepsHugeRecordsOut() {
        byte[] huge = new byte[2000];
        try (StageDriver stage = new StageDriver("max-record-bytes: 1024")) {
            stage.pipe(Topics.RAW_APISIX, huge, NOW);
            stage.pipe(Topics.RAW_APISIX, (byte[]) null, NOW);

            assertThat(stage.calls()).isEmpty();
            assertThat(stage.deadLetters())
                    .extracting(letter -> letter.value().getReason())
                    .containsExactly("too-large", "empty");
        }
    }

    @Test
    void namesTheOverflowAndRemembersWhatItLetIn() {
        try (StageDriver stage = new StageDriver("max-routes-per-api: 3")) {
            for (String word : List.of("a", "b", "c", "d", "e", "a")) {
                stage.pipe(Topics.RAW_NGINX, nginx(NOW, "/shop/" + word, 200), NOW);
            }

            assertThat(stage.calls())
                    .extracting(call -> call.value().getRoute())
                    .containsExactly("/shop/a", "/shop/b", "/shop/c", "/{overflow}", "/{overflow}", "/shop/a");
            KeyValueStore<String, String> routes = stage.driver().getKeyValueStore(Stores.ROUTES);
            assertThat(routes.get("shop\n/shop/a")).isNotNull();
            assertThat(routes.get("shop\n/shop/d")).isNull();
            assertThat(metric(stage, "overflowed-calls-total")).isEqualTo(2.0);
            assertThat(metric(stage, "dead-letters-total")).isZero();
        }
    }

    @Test
    void refusesNothingAsTooEarlyWhereTheProducerSetNoTimestamp() {
        try (StageDriver stage = new StageDriver("")) {
            stage.pipe(Topics.RAW_APISIX, apisix(NOW, "200"), NormaliseProcessor.UNKNOWN_TIME);

            TestRecord<String, Call> call = stage.calls().get(0);
            assertThat(call.value().getCompletedAt()).isEqualTo(Instant.ofEpochMilli(NOW + 250));
            assertThat(call.timestamp()).isGreaterThan(NOW);
            assertThat(stage.deadLetters()).isEmpty();
        }
    }

    @Test
    void sendsACallWhereItsRawRecordCameFrom() {
        Call any = null;
        assertThat(NormaliseTopology.partition("calls", new RoutedKey("pay", 3), any, 4))
                .isEqualTo(Optional.of(Set.of(3)));
        assertThat(NormaliseTopology.partition("calls", new RoutedKey("pay", 11), any, 4))
                .isEqualTo(Optional.of(Set.of(3)));
    }

    @Test
    void declaresWhatItReadsAndWritesAndNamesEveryNode() {
        NormaliseTopology stage = new NormaliseTopology(StageDriver.config(""), StageDriver.WIRING);
        String described =
                StageDriver.topology(StageDriver.config("")).describe().toString();

        assertThat(stage.name()).isEqualTo("normalise");
        stage.reads().forEach(topic -> assertThat(described).contains(StageDriver.WIRING.name(topic)));
        stage.writes().forEach(topic -> assertThat(described).contains("topic: " + StageDriver.WIRING.name(topic)));
        assertThat(described).doesNotContain("KSTREAM").doesNotContain("STATE-STORE-0");
    }

    private static double metric(StageDriver stage, String name) {
        return stage.driver().metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals(name)
                        && metric.metricName().group().equals("stream-normalise-metrics"))
                .mapToDouble(metric -> (double) metric.metricValue())
                .sum();
    }

    private static String payload(TestRecord<String, DeadLetter> letter) {
        return StandardCharsets.UTF_8
                .decode(letter.value().getPayload().duplicate())
                .toString();
    }

    private static String nginx(long at, String uri, int status) {
        return "{\"msec\":\"" + at / 1000 + "." + "%03d".formatted(at % 1000) + "\",\"status\":\"" + status
                + "\",\"request_method\":\"GET\",\"request_uri\":\"" + uri + "\"}";
    }

    private static String apisix(long start, String status) {
        return "{\"start_time\":" + start + ",\"latency\":250,\"response\":{\"status\":" + status
                + "},\"request\":{\"method\":\"GET\",\"uri\":\"/pay/7\"}}";
    }
}
