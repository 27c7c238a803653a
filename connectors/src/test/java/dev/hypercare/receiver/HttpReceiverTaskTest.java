package dev.hypercare.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.receiver.config.GivenProperties;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The task in the hands of a worker that is played here: it stores the offsets of what it acknowledges. */
class HttpReceiverTaskTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Map<String, String> GIVEN =
            GivenProperties.with("paths.in.id.header", "X-Delivery", "paths.in.batch", "json-array");

    private final Map<String, Map<String, ?>> stored = new HashMap<>();
    private HttpReceiverTask task = started();

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void aDeliveryThatIsStoredIsKnownToTheNextTask() throws Exception {
        CompletableFuture<HttpResponse<String>> first = post("a", "[1,1]");
        List<SourceRecord> records = polled();
        records.forEach(this::acknowledge);
        assertThat(first.join().body()).contains("\"duplicate\":false");

        restart();

        assertThat(post("a", "[1,1]").join().body()).contains("\"duplicate\":true");
        CompletableFuture<HttpResponse<String>> other = post("b", "[1,1]");
        polled().forEach(this::acknowledge);
        assertThat(other.join().body()).contains("\"duplicate\":false");
    }

    /** A worker that begins again is another JVM, in which sets and maps may have another order. */
    @Test
    void offsetsAreFoundAgainByTheSameBytesInEveryJvm() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = post("a", "[1]");
        polled().forEach(this::acknowledge);

        assertThat(stored.keySet()).singleElement().asString().matches("\\{\"path\":\"in\",\"segment\":\"\\d+\"}");
        assertThat(answer.join().statusCode()).isEqualTo(200);
    }

    /** Or a repetition would be answered 200, and its second record be lost. */
    @Test
    void aDeliveryOfWhichKafkaHasOnlyAPartIsNotKnown() throws Exception {
        CompletableFuture<HttpResponse<String>> first = post("a", "[1,2]");
        acknowledge(polled().get(0));
        restart();
        assertThat(first.join().statusCode()).isEqualTo(503);

        CompletableFuture<HttpResponse<String>> repeated = post("a", "[1,2]");
        List<SourceRecord> records = polled();
        assertThat(records).hasSize(2);
        records.forEach(this::acknowledge);

        assertThat(repeated.join().body()).contains("\"duplicate\":false");
    }

    @Test
    void whatIsTakenOutByATransformationIsAnswered() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = post("a", "[1]");

        task.commitRecord(polled().get(0), null);

        assertThat(answer.join().statusCode()).isEqualTo(200);
    }

    @Test
    void pollsNothingWhenNothingCame() throws Exception {
        assertThat(task.poll()).isNull();
    }

    private void acknowledge(SourceRecord record) {
        stored.put(key(record.sourcePartition()), record.sourceOffset());
        task.commitRecord(record, null);
    }

    private void restart() {
        task.stop();
        task = started();
    }

    private List<SourceRecord> polled() throws InterruptedException {
        List<SourceRecord> records = null;
        while (records == null) {
            records = task.poll();
        }
        return records;
    }

    private CompletableFuture<HttpResponse<String>> post(String id, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + task.port() + "/in"))
                .header("X-Delivery", id)
                .POST(BodyPublishers.ofString(body))
                .build();
        return CLIENT.sendAsync(request, BodyHandlers.ofString());
    }

    private HttpReceiverTask started() {
        HttpReceiverTask made = new HttpReceiverTask();
        made.initialize(new PlayedContext(stored));
        made.start(GIVEN);
        return made;
    }

    /** As Connect finds it again: by the bytes of its JSON. */
    private static String key(Map<String, ?> partition) {
        try {
            return new ObjectMapper().writeValueAsString(partition);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private record PlayedContext(Map<String, Map<String, ?>> stored) implements SourceTaskContext {
        @Override
        public Map<String, String> configs() {
            return GIVEN;
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return new OffsetStorageReader() {
                @Override
                public <T> Map<String, Object> offset(Map<String, T> partition) {
                    return offsets(List.of(partition)).get(partition);
                }

                @Override
                public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
                    Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
                    for (Map<String, T> partition : partitions) {
                        Map<String, ?> offset = stored.get(key(partition));
                        found.put(partition, offset == null ? null : new HashMap<>(offset));
                    }
                    return found;
                }
            };
        }

        @Override
        public org.apache.kafka.common.metrics.PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException("the task measures nothing of its own");
        }
    }
}
