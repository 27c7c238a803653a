package dev.hypercare.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Gateways;
import dev.hypercare.contract.Stores;
import dev.hypercare.normalise.format.NginxFormat;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.streams.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NormaliseProcessorTest {
    private final MockProcessorContext<RoutedKey, SpecificRecord> context = new MockProcessorContext<>();
    private final KeyValueStore<String, String> store = org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                    org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(Stores.ROUTES),
                    Serdes.String(),
                    Serdes.String())
            .withLoggingDisabled()
            .build();
    private final NormaliseProcessor processor =
            new NormaliseProcessor(StageDriver.config("max-routes-per-api: 2"), Map.of("raw", new NginxFormat()));

    @BeforeEach
    void start() {
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        processor.init(context);
    }

    @Test
    void carriesThePartitionOfTheRawRecord() {
        context.setRecordMetadata("raw", 7, 42);

        processor.process(line("/shop/a"));
        processor.process(new Record<>(null, "{".getBytes(StandardCharsets.UTF_8), 5));

        assertThat(context.forwarded())
                .<Object>extracting(forwarded -> forwarded.record().key())
                .containsExactly(new RoutedKey("shop", 7), new RoutedKey("raw-7-42", 7), new RoutedKey("raw-7-42", 7));
        assertThat(context.forwarded())
                .extracting(forwarded -> forwarded.childName().orElseThrow())
                .containsExactly(NormaliseProcessor.CALLS, NormaliseProcessor.DEAD_LETTERS, NormaliseProcessor.CALLS);
        var mark = context.forwarded().get(2).record();
        assertThat(mark.value()).isNull();
        assertThat(DeadLetters.isMark(mark.headers())).isTrue();
    }

    @Test
    void whereCallsAreDeduplicatedTheRequestIdTellsThePartitionAsItDoesForAProducerThatHasItAsKey() {
        context.setRecordMetadata("raw", 7, 42);
        NormaliseConfig config = StageDriver.config("").withDeduplicated(Gateways.of(List.of("edge-1")));
        NormaliseProcessor deduplicating = new NormaliseProcessor(config, Map.of("raw", new NginxFormat()));
        deduplicating.init(context);
        for (String ids : List.of("edge-1 r1", "edge-1 r2", "edge-1 ", "edge-2 r1")) {
            String line = "{\"msec\":\"1763719200.0\",\"status\":\"200\",\"gateway\":\"%s\",\"request_id\":\"%s\"}";
            byte[] bytes = line.formatted((Object[]) ids.split(" ", 2)).getBytes(StandardCharsets.UTF_8);
            deduplicating.process(new Record<>(null, bytes, 1_763_719_200_000L));
        }

        assertThat(context.forwarded())
                .extracting(forwarded -> ((RoutedKey) forwarded.record().key()).partition() % 12)
                .containsExactly(byKey("r1"), byKey("r2"), 7, 7);
    }

    private static int byKey(String key) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), 12);
    }

    @Test
    void dropsTheHeadersOfStrangers() {
        context.setRecordMetadata("raw", 0, 0);

        processor.process(line("/shop/a").withHeaders(new RecordHeaders().add("hypercare-tick", new byte[8])));

        assertThat(context.forwarded().get(0).record().headers()).isEmpty();
    }

    @Test
    void aRevivedTaskKnowsWhatTheStoreHoldsAndNothingElse() {
        context.setRecordMetadata("raw", 0, 0);
        processor.process(line("/shop/a"));
        processor.process(line("/shop/b"));
        store.delete("shop\n/shop/b");
        context.resetForwards();

        processor.init(context);
        processor.process(line("/shop/c"));
        processor.process(line("/shop/b"));
        processor.process(line("/shop/a"));

        assertThat(routes()).containsExactly("/shop/c", "/{overflow}", "/shop/a");
    }

    private List<String> routes() {
        return context.forwarded().stream()
                .map(forwarded -> ((Call) forwarded.record().value()).getRoute())
                .toList();
    }

    private static Record<byte[], byte[]> line(String uri) {
        String line = "{\"msec\":\"1763719200.0\",\"status\":\"200\",\"request_uri\":\"" + uri + "\"}";
        return new Record<>(null, line.getBytes(StandardCharsets.UTF_8), 1_763_719_200_000L);
    }
}
