package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.MessageCount;
import dev.hypercare.schemas.events.MessageCounts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class MessageTallyTest {
    private static final long START = 1_800_000_000_000L;
    private static final Instant PANE = Instant.ofEpochMilli(START);
    private static final Instant NEXT_PANE = Instant.ofEpochMilli(START + 10_000);

    private final List<MessageCounts> records = new ArrayList<>();
    private final MessageRecords to = new MessageRecords(3, Watermarks.NONE, records::add);
    private final CallReader reader = Calls.reader();
    private MessageTally tally = new MessageTally(new MessagePlaces());

    @Test
    void callsWithTheSameMessageAreOneEntry() {
        count(failed("boom", START + 700, "bob", "f2"), START);
        count(failed("boom", START + 200, "ann", "f1"), START);
        count(failed("boom", START + 900, "ann", "f3"), START);
        flush(START + 1_000);

        assertThat(records.get(0)).satisfies(record -> {
            assertThat(record.getSourcePartition()).isEqualTo(3);
            assertThat(record.getApi()).isEqualTo("orders");
            assertThat(record.getPaneStart()).isEqualTo(PANE);
            assertThat(record.getTakenWith()).isEqualTo(PANE);
            assertThat(record.getOverflow()).isZero();
        });
        assertThat(records.get(0).getEntries()).singleElement().satisfies(entry -> {
            assertThat(entry.getMessage()).isEqualTo("boom");
            assertThat(entry.getErrorCode()).isEqualTo("upstream");
            assertThat(entry.getStatus()).isEqualTo(503);
            assertThat(entry.getRoute()).isEqualTo("/a");
            assertThat(entry.getVersion()).isNull();
            assertThat(entry.getCalls()).isEqualTo(3);
            assertThat(entry.getFirstCompletedAt()).isEqualTo(PANE.plusMillis(200));
            assertThat(entry.getLastCompletedAt()).isEqualTo(PANE.plusMillis(900));
            assertThat(entry.getConsumers()).isEqualTo(2);
            assertThat(entry.getTraceIds()).containsExactly("f1", "f2");
        });
    }

    @Test
    void messagesThatDifferInNumbersAreOneEntry() {
        for (int i = 0; i < 20_000; i++) {
            count(failed("order " + i + " took " + 3 * i + " ms", START + i % 1_000, "bob", "f" + i % 10), START);
        }
        flush(START);
        assertThat(records.get(0).getEntries()).singleElement().satisfies(entry -> {
            assertThat(entry.getMessage()).isEqualTo("order <*> took <*>");
            assertThat(entry.getErrorCode()).isEqualTo("upstream");
            assertThat(entry.getStatus()).isEqualTo(503);
            assertThat(entry.getRoute()).isEqualTo("/a");
            assertThat(entry.getCalls()).isEqualTo(20_000);
            assertThat(entry.getTraceIds()).containsExactly("f0", "f1");
        });
        assertThat(records.get(0).getOverflow()).isZero();
    }

    @Test
    void aMessageOfNothingButSpaceStays() {
        count(failed("  ", START, null, null), START);
        flush(START);
        assertThat(records.get(0).getEntries())
                .extracting(MessageCount::getMessage)
                .containsExactly("  ");
    }

    @Test
    void aMessageThatGrowsWhenItIsMaskedIsCutAsWell() {
        count(failed("1(".repeat(1_024), START, null, null), START);
        flush(START);
        assertThat(records.get(0).getEntries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.getMessage())
                        .hasSize(MessageKey.LONGEST)
                        .startsWith("<*>(<*>("));
    }

    @Test
    void whatTellsCallsApartMakesEntriesOfTheirOwnInTheOrderOfTheMessages() {
        count(failed("zebra", START, null, null), START);
        count(failed("apple", START, null, null), START);
        count(
                Call.newBuilder(failed("apple", START, null, null))
                        .setVersion("2")
                        .build(),
                START);
        count(
                Call.newBuilder(failed("apple", START, null, null))
                        .setErrorCode(null)
                        .build(),
                START);
        flush(START);

        assertThat(records.get(0).getEntries())
                .hasSize(4)
                .extracting(MessageCount::getMessage)
                .containsExactly("apple", "apple", "apple", "zebra");
        assertThat(records.get(0).getEntries())
                .extracting(MessageCount::getErrorCode, MessageCount::getVersion)
                .contains(Tuple.tuple("upstream", null), Tuple.tuple("upstream", "2"), Tuple.tuple(null, null));
        assertThat(records.get(0).getEntries())
                .extracting(MessageCount::getConsumerSketch)
                .containsOnlyNulls();
    }

    @Test
    void aCallWithoutAMessageLeavesNothing() {
        count(Calls.call("orders", "/a", 503, START, 1), START);
        count(failed("", START, null, null), START);
        flush(Watermarks.NONE);
        assertThat(records).isEmpty();
    }

    @Test
    void nothingIsHeldAfterAFlush() {
        count(failed("boom", START, null, null), START);
        flush(START);
        records.clear();
        flush(START);
        assertThat(records).isEmpty();
    }

    @Test
    void aCallAfterItsPaneEndedCountsThereAndIsTakenUpWithTheOpenPane() {
        count(failed("boom", START + 1_000, null, null), START + 9_999);
        count(failed("boom", START + 1_000, null, null), START + 10_000);
        flush(START + 10_000);
        assertThat(records)
                .extracting(MessageCounts::getPaneStart, MessageCounts::getTakenWith)
                .startsWith(Tuple.tuple(PANE, PANE), Tuple.tuple(PANE, NEXT_PANE));
    }

    @Test
    void timeIsToldAfterTheEntriesAndOnlyWhenAPaneEnded() {
        flush(START + 500);
        count(failed("boom", START + 600, null, null), START + 500);
        flush(START + 9_999);
        count(failed("boom", START + 9_999, null, null), START + 9_999);
        flush(START + 10_000);
        assertThat(records)
                .extracting(MessageCounts::getApi, MessageCounts::getWatermark)
                .containsExactly(
                        Tuple.tuple(null, PANE.plusMillis(500)),
                        Tuple.tuple("orders", PANE.plusMillis(500)),
                        Tuple.tuple("orders", PANE.plusMillis(9_999)),
                        Tuple.tuple(null, NEXT_PANE));
    }

    @Test
    void whatIsMoreThanAnApiMayHaveInAPaneIsCountedAsOverflowAndHarmsNoOtherApiOrPane() {
        tally = new MessageTally(new MessagePlaces(500, MessagePlaces.MOST_BYTES));
        for (int i = 0; i < 507; i++) {
            count(failed("message " + Calls.word(i), START, null, null), START);
            count(failed("message " + Calls.word(1), START, null, null), START);
        }
        count(failed("new in the next pane", START + 10_000, null, null), START);
        count(Call.newBuilder(failed("boom", START, null, null)).setApi("zoo").build(), START);
        flush(START);

        assertThat(records.get(0).getEntries()).hasSize(500);
        assertThat(records)
                .filteredOn(record -> record.getApi() != null)
                .extracting(MessageCounts::getApi, MessageCounts::getPaneStart, MessageCounts::getOverflow)
                .containsExactly(
                        Tuple.tuple("orders", PANE, 7L),
                        Tuple.tuple("zoo", PANE, 0L),
                        Tuple.tuple("orders", NEXT_PANE, 0L));
        assertThat(records.stream()
                        .flatMap(record -> record.getEntries().stream())
                        .mapToLong(MessageCount::getCalls)
                        .sum())
                .isEqualTo(2 * 500 + 7 + 2);
    }

    @Test
    void manyLongTextsAreBoundedOverAllApis() {
        tally = new MessageTally(new MessagePlaces(MessagePlaces.MOST_OF_API, 1_000));
        for (int i = 0; i < 20; i++) {
            Call call = failed("x".repeat(300), START, null, null);
            count(Call.newBuilder(call).setApi("api " + i).build(), START);
        }
        flush(Watermarks.NONE);
        assertThat(records).extracting(MessageCounts::getOverflow).containsOnly(0L, 1L);
        assertThat(records.stream().mapToLong(MessageCounts::getOverflow).sum()).isEqualTo(18);
    }

    @Test
    void aLongMessageIsCutOnACharacter() {
        count(failed("x" + "é".repeat(2_000), START, null, null), START);
        count(failed("x" + "é".repeat(3_000), START, null, null), START);
        flush(START);
        assertThat(records.get(0).getEntries()).singleElement().satisfies(entry -> {
            assertThat(entry.getMessage()).isEqualTo("x" + "é".repeat(1_023));
            assertThat(entry.getCalls()).isEqualTo(2);
        });
    }

    @Test
    void recordsStayFarBelowWhatABrokerTakes() {
        for (int i = 0; i < 500; i++) {
            count(failed(Calls.word(i) + "x".repeat(2_100), START, null, null), START);
        }
        flush(Watermarks.NONE);
        assertThat(records).hasSizeGreaterThan(1);
        assertThat(records.stream().flatMap(record -> record.getEntries().stream()))
                .hasSize(500)
                .extracting(MessageCount::getMessage)
                .doesNotHaveDuplicates();
        assertThat(records).allMatch(record -> record.toString().getBytes(StandardCharsets.UTF_8).length < 500_000);
    }

    @Test
    void onlyWhatMovesTimeGoesToEveryPartition() {
        count(failed("boom", START, null, null), START);
        flush(START);
        assertThat(records)
                .extracting(record -> KpiTopology.partitionsOf(record, 3))
                .containsExactly(Optional.empty(), Optional.of(Set.of(0, 1, 2)));
    }

    private void count(Call call, long watermark) {
        byte[] bytes = Calls.bytes(call);
        reader.read(bytes, 0, bytes.length);
        tally.count(reader, watermark);
    }

    private void flush(long watermark) {
        tally.flush(to);
        to.close(watermark);
    }

    private static Call failed(String message, long at, String consumer, String trace) {
        return Call.newBuilder(Calls.call("orders", "/a", 503, at, 1))
                .setErrorCode("upstream")
                .setErrorMessage(message)
                .setConsumer(consumer)
                .setTraceId(trace)
                .build();
    }
}
