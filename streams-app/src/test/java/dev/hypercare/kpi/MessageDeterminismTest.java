package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.contract.measure.DistinctCount;
import dev.hypercare.contract.text.TextMask;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.MessageCount;
import dev.hypercare.schemas.events.MessageCounts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What {@code messages} says, added up, must be an independent count, whatever the flushes and restarts. */
class MessageDeterminismTest {
    private static final long START = 1_800_000_000_000L;
    private static final KpiConfig CONFIG =
            KpiConfig.read(Section.parse("kpi.yaml", "{correct-for: 1m, lateness: 2s}", new Problems()));

    /** All there is to say of one message. */
    private static final class Counted {
        private long calls;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private final DistinctCount consumers = new DistinctCount();
        private final TreeSet<String> traces = new TreeSet<>();

        @Override
        public String toString() {
            return calls + " " + first + " " + last + " " + consumers.estimate() + " "
                    + traces.stream().limit(2).toList();
        }
    }

    @Property(tries = 100)
    void countsEqualAnIndependentCountWhateverTheFlushes(@ForAll long logSeed, @ForAll long runSeed) {
        List<Call> log = log(new Random(logSeed));
        Map<String, Counted> expected = new TreeMap<>();
        long newest = Long.MIN_VALUE;
        for (Call call : log) {
            long at = call.getCompletedAt().toEpochMilli();
            long watermark = newest - 2_000; // one gateway, no ticks
            boolean tooLate = newest != Long.MIN_VALUE && isLate(at, watermark) && at < watermark - 60_000;
            if (!tooLate && call.getErrorMessage() != null) {
                long pane = Resolution.PANE.startOf(at);
                long taken = newest == Long.MIN_VALUE ? pane : Math.max(pane, Resolution.PANE.startOf(watermark));
                Counted counted = expected.computeIfAbsent(
                        key(
                                call.getApi(),
                                pane,
                                taken,
                                TextMask.mask(call.getErrorMessage()),
                                call.getStatus(),
                                call.getRoute()),
                        key -> new Counted());
                counted.calls++;
                counted.first = Math.min(counted.first, at);
                counted.last = Math.max(counted.last, at);
                byte[] consumer = call.getConsumer().getBytes(StandardCharsets.UTF_8);
                counted.consumers.add(DistinctCount.hash(consumer, 0, consumer.length));
                counted.traces.add(call.getTraceId());
            }
            newest = Math.max(newest, at);
        }

        List<MessageCounts> records = run(log, new Random(runSeed));
        assertThat(addedUp(records).toString()).isEqualTo(expected.toString());
        assertThat(overflow(records)).isEmpty();
    }

    @Property(tries = 3)
    void whichMessagesFindNoPlaceDependsOnTheLogAlone(@ForAll long logSeed, @ForAll long runSeed) {
        List<Call> log = crowdedLog(new Random(logSeed));
        List<MessageCounts> whole = run(log, new Random(0), Integer.MAX_VALUE);
        assertThat(overflow(whole)).isNotEmpty();

        List<MessageCounts> records = run(log, new Random(runSeed), 200);
        assertThat(addedUp(records).toString()).isEqualTo(addedUp(whole).toString());
        assertThat(overflow(records)).isEqualTo(overflow(whole));
    }

    @Property(tries = 100)
    void nothingComesForAPaneAfterTimeHasPassedItsEnd(@ForAll long logSeed, @ForAll long runSeed) {
        Instant told = Instant.MIN;
        for (MessageCounts record : run(log(new Random(logSeed)), new Random(runSeed))) {
            if (record.getApi() != null) {
                assertThat(record.getTakenWith().plusMillis(Resolution.PANE.millis()))
                        .isAfter(told);
            }
            if (record.getWatermark() != null) {
                assertThat(record.getWatermark()).isAfterOrEqualTo(told);
                told = record.getWatermark();
            }
        }
    }

    private static boolean isLate(long at, long watermark) {
        return at - Math.floorMod(at, 1_000) + 1_000 <= watermark;
    }

    private static List<Call> log(Random random) {
        List<Call> log = new ArrayList<>();
        long now = START;
        for (int i = 0; i < 300; i++) {
            now += random.nextInt(2_000);
            long behind = random.nextInt(20) == 0 ? random.nextInt(120_000) : random.nextInt(4_000);
            log.add(Call.newBuilder(Calls.call(
                            "api" + random.nextInt(2),
                            "/r" + random.nextInt(2),
                            500 + random.nextInt(2),
                            now - behind,
                            1))
                    .setErrorMessage(
                            random.nextInt(4) == 0
                                    ? null
                                    : "message " + Calls.word(random.nextInt(3)) + " of order " + random.nextInt(1000))
                    .setConsumer("consumer " + random.nextInt(5))
                    .setTraceId(Integer.toHexString(random.nextInt(1 << 16)))
                    .build());
        }
        return log;
    }

    /** More messages in a pane than have a place. */
    private static List<Call> crowdedLog(Random random) {
        List<Call> log = new ArrayList<>();
        long now = START;
        for (int i = 0; i < 2 * MessagePlaces.MOST_OF_API; i++) {
            now += random.nextInt(3);
            log.add(Call.newBuilder(Calls.call("api", "/r", 500, now - random.nextInt(3_000), 1))
                    .setErrorMessage("message " + Calls.word(random.nextInt(10 * MessagePlaces.MOST_OF_API)))
                    .setConsumer("consumer")
                    .setTraceId("t" + i)
                    .build());
        }
        return log;
    }

    private static List<MessageCounts> run(List<Call> log, Random random) {
        return run(log, random, 1 + random.nextInt(60));
    }

    /** @param patience after so many calls a flush comes, on average */
    private static List<MessageCounts> run(List<Call> log, Random random, int patience) {
        List<MessageCounts> records = new ArrayList<>();
        Map<String, byte[]> remembered = new HashMap<>();
        CombineStep step = new CombineStep(CONFIG, 0, remembered, new ArrayDeque<>(), records::add);
        for (Call call : log) {
            step.call(call);
            if (random.nextInt(patience) == 0) {
                step.flush();
                if (random.nextInt(3) == 0) {
                    step = new CombineStep(CONFIG, 0, remembered, new ArrayDeque<>(), records::add);
                }
            }
        }
        step.flush();
        return records;
    }

    private static Map<String, Counted> addedUp(List<MessageCounts> records) {
        Map<String, Counted> sum = new TreeMap<>();
        for (MessageCounts record : records) {
            for (MessageCount entry : record.getEntries()) {
                Counted counted = sum.computeIfAbsent(
                        key(
                                record.getApi(),
                                record.getPaneStart().toEpochMilli(),
                                record.getTakenWith().toEpochMilli(),
                                entry.getMessage(),
                                entry.getStatus(),
                                entry.getRoute()),
                        key -> new Counted());
                counted.calls += entry.getCalls();
                counted.first =
                        Math.min(counted.first, entry.getFirstCompletedAt().toEpochMilli());
                counted.last = Math.max(counted.last, entry.getLastCompletedAt().toEpochMilli());
                counted.consumers.mergeFrom(entry.getConsumerSketch());
                counted.traces.addAll(entry.getTraceIds());
            }
        }
        return sum;
    }

    /** Calls without an entry by API and panes, where there are any. */
    private static Map<String, Long> overflow(List<MessageCounts> records) {
        Map<String, Long> sum = new TreeMap<>();
        for (MessageCounts record : records) {
            if (record.getOverflow() > 0) {
                String where = record.getApi() + "|" + record.getPaneStart() + "|" + record.getTakenWith();
                sum.merge(where, record.getOverflow(), Long::sum);
            }
        }
        return sum;
    }

    private static String key(String api, long pane, long taken, String message, int status, String route) {
        return String.join("|", api, "" + pane, "" + taken, message, "" + status, route);
    }
}
