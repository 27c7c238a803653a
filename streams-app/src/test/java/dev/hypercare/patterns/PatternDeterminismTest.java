package dev.hypercare.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.PatternCounts;
import dev.hypercare.schemas.events.MessageCount;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.events.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The same calls make the same patterns, ids, counts and changes of state: whatever partitions of calls they came through, however those
 * interleave, however often they flushed, and whenever the task was restarted.
 */
class PatternDeterminismTest {
    private static final int SECONDS = 3600;
    private static final List<String> APIS = List.of("shop", "pay", "mail");

    /** One call with a message. */
    private record Failure(long second, String api, String message, String trace) {}

    @Property(tries = 25)
    void partitionsFlushesInterleavingAndRestartsChangeNothing(@ForAll long seed) {
        List<Failure> failures = failures(new Random(seed));
        List<String> straight = run(failures, 1, new Random(1), 0);
        assertThat(straight).hasSizeGreaterThan(10);
        assertThat(run(failures, 4, new Random(seed + 1), 0)).isEqualTo(straight);
        assertThat(run(failures, 3, new Random(seed + 2), 0.02)).isEqualTo(straight);
        assertThat(run(failures, 4, new Random(seed + 3), 0.5)).isEqualTo(straight);
    }

    /** Feeds them through so many partitions; a restart after some records. Returns all that was told, pattern by pattern. */
    private static List<String> run(List<Failure> failures, int partitions, Random random, double restarts) {
        PatternsConfig config = PatternsConfig.defaults();
        DeskOfPatterns desk = new DeskOfPatterns(config, List.of(), partitions);
        desk.goLive("shop", 600);
        List<List<MessageCounts>> logs = new ArrayList<>();
        List<List<Failure>> split = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            split.add(new ArrayList<>());
        }
        failures.forEach(failure -> split.get(random.nextInt(partitions)).add(failure));
        for (int i = 0; i < partitions; i++) {
            logs.add(log(i, split.get(i), random));
        }
        int[] next = new int[partitions];
        for (int left = logs.stream().mapToInt(List::size).sum(); left > 0; left--) {
            int partition = random.nextInt(partitions);
            while (next[partition] >= logs.get(partition).size()) {
                partition = (partition + 1) % partitions;
            }
            desk.take(logs.get(partition).get(next[partition]++));
            if (random.nextDouble() < restarts) {
                desk.restart();
            }
        }
        List<String> told = new ArrayList<>();
        TreeMap<String, List<Pattern>> byId = new TreeMap<>();
        desk.told.forEach(pattern -> byId.computeIfAbsent(pattern.getId(), unseen -> new ArrayList<>())
                .add(pattern));
        byId.values().forEach(list -> list.forEach(pattern -> told.add(pattern.toString())));
        desk.memory.patterns().forEach(pattern -> told.add(pattern.toString()));
        told.addAll(desk.gone);
        PatternCounts.KEPT.forEach(resolution -> desk.memory
                .counted(resolution)
                .forEach((start, apis) -> apis.forEach((api, counts) -> told.add(
                        start + " " + api + " " + PatternCounts.of(counts).byId()))));
        return told;
    }

    /** What a partition of calls writes: entries whenever it flushes, and the time when a pane has ended. */
    private static List<MessageCounts> log(int partition, List<Failure> failures, Random random) {
        List<MessageCounts> log = new ArrayList<>();
        int at = 0;
        for (int end = 10; end <= SECONDS + 10; end += 10) {
            List<Failure> pane = new ArrayList<>();
            while (at < failures.size() && failures.get(at).second() < end) {
                pane.add(failures.get(at++));
            }
            while (!pane.isEmpty()) {
                int flush = 1 + random.nextInt(pane.size());
                log.addAll(records(partition, pane.subList(0, flush)));
                pane = new ArrayList<>(pane.subList(flush, pane.size()));
            }
            if (random.nextInt(5) > 0 || end > SECONDS) {
                log.add(MessageCounts.newBuilder()
                        .setSourcePartition(partition)
                        .setWatermark(DeskOfPatterns.START.plusSeconds(end + random.nextInt(10)))
                        .build());
            }
        }
        return log;
    }

    private static List<MessageCounts> records(int partition, List<Failure> flush) {
        TreeMap<String, TreeMap<String, MessageCount>> byApi = new TreeMap<>();
        for (Failure failure : flush) {
            byApi.computeIfAbsent(failure.api(), unseen -> new TreeMap<>())
                    .merge(failure.message(), count(failure), PatternDeterminismTest::sum);
        }
        List<MessageCounts> records = new ArrayList<>();
        byApi.forEach((api, counts) -> records.add(
                DeskOfPatterns.messages(partition, api, flush.get(0).second(), new ArrayList<>(counts.values()))));
        return records;
    }

    private static MessageCount count(Failure failure) {
        return MessageCount.newBuilder(DeskOfPatterns.count(failure.second(), failure.message(), 1))
                .setTraceIds(List.of(failure.trace()))
                .build();
    }

    private static MessageCount sum(MessageCount one, MessageCount other) {
        List<String> traces = new ArrayList<>(one.getTraceIds());
        traces.addAll(other.getTraceIds());
        traces.sort(Comparator.naturalOrder());
        boolean earlier = other.getFirstCompletedAt().isBefore(one.getFirstCompletedAt());
        boolean later = other.getLastCompletedAt().isAfter(one.getLastCompletedAt());
        return MessageCount.newBuilder(one)
                .setTraceIds(traces.stream().distinct().limit(2).toList())
                .setCalls(one.getCalls() + other.getCalls())
                .setFirstCompletedAt(earlier ? other.getFirstCompletedAt() : one.getFirstCompletedAt())
                .setLastCompletedAt(later ? other.getLastCompletedAt() : one.getLastCompletedAt())
                .build();
    }

    private static List<Failure> failures(Random random) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            texts.add(PatternDeskTest.words(random));
        }
        List<Failure> failures = new ArrayList<>();
        int storm = random.nextInt(SECONDS);
        for (int second = 0; second < SECONDS; second++) {
            int calls = Math.abs(second - storm) < 60 ? 5 : random.nextInt(10) == 0 ? 1 : 0;
            for (int i = 0; i < calls; i++) {
                String text = texts.get(Math.abs(second - storm) < 60 ? 0 : random.nextInt(texts.size()));
                String varied = random.nextInt(3) == 0
                        ? text + " user " + PatternDeskTest.words(random).split(" ")[0]
                        : text;
                failures.add(new Failure(
                        second, APIS.get(random.nextInt(APIS.size())), varied, Integer.toHexString(random.nextInt())));
            }
        }
        return failures;
    }
}
