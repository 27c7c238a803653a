package dev.hypercare.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.normalise.route.RouteTemplates;
import dev.hypercare.schemas.events.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private static final Dataset SMALL = Dataset.avro(200, 40_000);

    @Test
    void avrosOwnReaderReadsEveryCallToItsLastByte() throws Exception {
        SeriesBook book = new SeriesBook(SMALL.series());
        CallStream stream = new CallStream(SMALL, book);
        AvroCallWriter writer = new AvroCallWriter(Call.getClassSchema(), 42, book);
        CallFacts facts = new CallFacts();
        long bytes = 0;
        for (int i = 0; i < SMALL.calls(); i++) {
            stream.next(facts);
            byte[] value = writer.write(facts);
            bytes += value.length;
            GenericRecord call = read(value);
            assertThat(value).startsWith(0, 0, 0, 0, 42);
            assertThat(call.get("completedAt")).isEqualTo(facts.completedAt);
            assertThat(call.get("api")).hasToString(book.api(facts.series));
            assertThat(call.get("route")).hasToString(book.route(facts.series));
            assertThat(call.get("method")).hasToString(book.method(facts.series));
            assertThat(call.get("status")).isEqualTo(facts.status);
            assertThat(call.get("durationMicros")).isEqualTo(facts.durationMicros);
            assertThat(String.valueOf(call.get("requestId"))).hasSize(36);
            assertThat(String.valueOf(call.get("traceId"))).hasSize(32);
            assertThat(call.get("errorMessage") == null).isEqualTo(facts.status < 400);
            assertThat(call.get("provider") == null).isEqualTo(!facts.ai);
        }
        assertThat(bytes / SMALL.calls()).isBetween(300L, 400L);
    }

    @Test
    void theTruthIsWhatARecountOfTheRecordsSays() throws Exception {
        SeriesBook book = new SeriesBook(SMALL.series());
        CallStream stream = new CallStream(SMALL, book);
        AvroCallWriter writer = new AvroCallWriter(Call.getClassSchema(), 1, book);
        List<TruthWindow> truth = new ArrayList<>();
        TruthTally tally = new TruthTally(SMALL.series(), truth::add);
        Map<String, List<Long>> durations = new HashMap<>();
        Map<String, Long> failed = new HashMap<>();
        CallFacts facts = new CallFacts();
        for (int i = 0; i < SMALL.calls(); i++) {
            stream.next(facts);
            tally.add(facts);
            tally.close(facts.ingestedAt - CallStream.MOST_LATE_MILLIS);
            GenericRecord call = read(writer.write(facts));
            long minute = (long) call.get("completedAt") / 60_000 * 60_000;
            String key = call.get("api") + "\t" + call.get("route") + "\t" + call.get("method") + "\t" + minute;
            durations.computeIfAbsent(key, absent -> new ArrayList<>()).add((Long) call.get("durationMicros"));
            failed.merge(key, (int) call.get("status") >= 500 ? 1L : 0L, Long::sum);
        }
        tally.close(Long.MAX_VALUE);

        assertThat(truth).hasSameSizeAs(durations.keySet());
        for (TruthWindow window : truth) {
            String key = book.key(window.series()) + "\t" + window.minute();
            List<Long> all = durations.get(key);
            Collections.sort(all);
            assertThat(window.calls()).isEqualTo(all.size());
            assertThat(window.failed()).isEqualTo(failed.get(key));
            assertThat(window.sumMicros())
                    .isEqualTo(all.stream().mapToLong(Long::longValue).sum());
            assertThat(window.maxMicros()).isEqualTo(all.get(all.size() - 1));
            assertThat(window.p99High()).isEqualTo(all.get((int) Math.ceil(0.99 * all.size()) - 1));
            assertThat(TruthWindow.parse(window.line())).isEqualTo(window);
        }
    }

    @Test
    void callsAreOutOfOrderByLessThanTwoSecondsWithinAPartition() {
        CallStream stream = new CallStream(SMALL, new SeriesBook(SMALL.series()));
        CallFacts facts = new CallFacts();
        long[] newest = new long[Dataset.PARTITIONS];
        int outOfOrder = 0;
        for (int i = 0; i < SMALL.calls(); i++) {
            int partition = stream.next(facts);
            assertThat(facts.completedAt).isGreaterThan(newest[partition] - 2000);
            outOfOrder += facts.completedAt < newest[partition] ? 1 : 0;
            newest[partition] = Math.max(newest[partition], facts.completedAt);
        }
        assertThat(outOfOrder).isGreaterThan((int) SMALL.calls() / 2);
    }

    @Test
    void aCrowdedApiHasNineCallsInTenAndACrowdedPartitionHalf() {
        Dataset api = SMALL.spread(Dataset.Skew.ONE_API);
        SeriesBook book = new SeriesBook(api.series());
        CallStream stream = new CallStream(api, book);
        CallFacts facts = new CallFacts();
        int first = 0;
        for (int i = 0; i < api.calls(); i++) {
            stream.next(facts);
            first += book.api(facts.series).equals(book.api(0)) ? 1 : 0;
        }
        assertThat(first / (double) api.calls()).isBetween(0.89, 0.95);

        Dataset partition = SMALL.spread(Dataset.Skew.ONE_PARTITION);
        stream = new CallStream(partition, book);
        int zero = 0;
        for (int i = 0; i < partition.calls(); i++) {
            zero += stream.next(facts) == 0 ? 1 : 0;
        }
        assertThat(zero / (double) partition.calls()).isBetween(0.48, 0.52);
    }

    @Test
    void aLineOfNginxSaysTheSameAndItsPathHasTheRouteOfTheSeries() throws Exception {
        Dataset raw = SMALL.in(Dataset.Form.NGINX);
        SeriesBook book = new SeriesBook(raw.series());
        CallStream stream = new CallStream(raw, book);
        NginxLineWriter writer = new NginxLineWriter(book);
        RouteTemplates routes = new RouteTemplates(List.of());
        ObjectMapper json = new ObjectMapper();
        CallFacts facts = new CallFacts();
        for (int i = 0; i < 5000; i++) {
            stream.next(facts);
            JsonNode line = json.readTree(writer.write(facts));
            assertThat(routes.of(line.get("request_uri").asText())).isEqualTo(book.route(facts.series));
            assertThat(Math.round(line.get("msec").asDouble() * 1000)).isEqualTo(facts.completedAt);
            assertThat(Math.round(line.get("request_time").asDouble() * 1_000_000))
                    .isEqualTo(facts.durationMicros);
            assertThat(line.get("status").asInt()).isEqualTo(facts.status);
        }
    }

    @Test
    void noRouteOfAnyOfTwentyThousandSeriesIsTakenForAnother() {
        SeriesBook book = new SeriesBook(20_000);
        RouteTemplates routes = new RouteTemplates(List.of());
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < book.size(); i++) {
            assertThat(seen.put(book.key(i), i)).isNull();
            assertThat(routes.of(book.route(i))).isEqualTo(book.route(i));
        }
    }

    private static GenericRecord read(byte[] value) throws IOException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null);
        GenericRecord call = new GenericDatumReader<GenericRecord>(Call.getClassSchema()).read(null, decoder);
        assertThat(decoder.isEnd()).isTrue();
        return call;
    }
}
