package dev.hypercare.bench.patterns;

import dev.hypercare.contract.Topics;
import dev.hypercare.patterns.PatternReplay;
import dev.hypercare.patterns.PatternsConfig;
import dev.hypercare.schemas.events.MessageCount;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.Wiring;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;

/**
 * An hour of records of {@code messages} through the stage without Kafka: Avro is decoded, panes are taken up, patterns kept in the heap. The
 * records are those that the combiner writes at a rate of calls: five flushes a second and partition, one entry for each distinct message.
 */
final class PatternLoad {
    /** How many calls of an API fail, and with how many messages. */
    enum Weather {
        /** One in two hundred, with one of forty messages. */
        CALM(0.005, 40, 0),
        /** Nine of ten with one message, the others as when it is calm. */
        STORM(0.005, 40, 0.9),
        /** Nine of ten, each with a message of its own, until there is no place for more in a pane. */
        UNLIKE(0.005, 40, 0.9);

        final double calm;
        final int messages;
        final double storm;

        Weather(double calm, int messages, double storm) {
            this.calm = calm;
            this.messages = messages;
            this.storm = storm;
        }
    }

    /**
     * What it took.
     *
     * @param calls of the whole hour
     * @param records of messages
     * @param entries of these
     * @param cpuNanos of the thread
     * @param patterns that are known at the end
     * @param kept entries in the stores at the end
     */
    record Result(Weather weather, long calls, long records, long entries, long cpuNanos, int patterns, int kept) {
        double nanosPerCall() {
            return (double) cpuNanos / calls;
        }
    }

    private static final Instant START = Instant.parse("2027-01-11T08:00:00Z");
    private static final int FLUSHES = 5;
    /** The combiner lets so many messages of an API into a pane of a partition. */
    private static final int MOST_MESSAGES = 5000;

    private final Wiring wiring = new Wiring("bench.", 1, new InMemoryRegistry(), true);
    private final Serde<MessageCounts> serde = wiring.serde(Topics.MESSAGES);
    private final int partitions;
    private final int apis;
    private final int callsPerSecond;

    PatternLoad(int partitions, int apis, int callsPerSecond) {
        this.partitions = partitions;
        this.apis = apis;
        this.callsPerSecond = callsPerSecond;
    }

    /** Runs so many seconds of event time. */
    Result run(Weather weather, int seconds) {
        SplittableRandom random = new SplittableRandom(7);
        PatternReplay replay =
                new PatternReplay(PatternsConfig.defaults(), List.of(), List.of(), partitions, told -> {});
        long records = 0;
        long entries = 0;
        long cpu = 0;
        for (int pane = 0; pane < seconds / 10; pane++) {
            List<byte[]> log = new ArrayList<>();
            for (int partition = 0; partition < partitions; partition++) {
                for (int api = 0; api < apis; api++) {
                    entries += records(weather, partition, api, pane, random, log);
                }
            }
            records += log.size();
            long start = cpu();
            for (byte[] bytes : log) {
                replay.take(serde.deserializer().deserialize(wiring.name(Topics.MESSAGES), bytes));
            }
            replay.time(START.plusSeconds(pane * 10L + 10));
            cpu += cpu() - start;
        }
        long calls = (long) callsPerSecond * seconds;
        return new Result(
                weather, calls, records, entries, cpu, replay.patterns().size(), replay.entries());
    }

    private long records(Weather weather, int partition, int api, int pane, SplittableRandom random, List<byte[]> log) {
        double share = (double) callsPerSecond / partitions / apis / FLUSHES;
        long entries = 0;
        int distinct = 0;
        for (int flush = 0; flush < 10 * FLUSHES; flush++) {
            TreeMap<String, Long> messages = new TreeMap<>();
            for (double calm = share * weather.calm; calm > random.nextDouble(); calm--) {
                messages.merge(
                        "upstream " + word(random.nextInt(weather.messages)) + " failed after 200 ms", 1L, Long::sum);
            }
            long storm = Math.round(share * weather.storm);
            if (weather == Weather.UNLIKE) {
                for (long i = 0; i < storm && distinct < MOST_MESSAGES; i++, distinct++) {
                    messages.put(
                            word(random.nextInt()) + " " + word(random.nextInt()) + " " + word(random.nextInt()), 1L);
                }
            } else if (storm > 0) {
                messages.put("connection refused by upstream ledger", storm);
            }
            if (!messages.isEmpty()) {
                entries += messages.size();
                log.add(bytes(partition, api, pane, messages));
            }
        }
        return entries;
    }

    /** Letters only, so that nothing of it is masked. */
    private static String word(int number) {
        StringBuilder word = new StringBuilder();
        for (int rest = number & 0x7FFFFFFF, i = 0; i < 6; i++, rest /= 26) {
            word.append((char) ('a' + rest % 26));
        }
        return word.toString();
    }

    private byte[] bytes(int partition, int api, int pane, TreeMap<String, Long> messages) {
        Instant start = START.plusSeconds(pane * 10L);
        List<MessageCount> entries = new ArrayList<>();
        messages.forEach((text, calls) -> entries.add(MessageCount.newBuilder()
                .setMessage(text)
                .setStatus(502)
                .setRoute("/v1/orders/{id}")
                .setCalls(calls)
                .setFirstCompletedAt(start)
                .setLastCompletedAt(start.plusSeconds(9))
                .setTraceIds(List.of("4bf92f3577b34da6a3ce929d0e0e4736"))
                .build()));
        MessageCounts counts = MessageCounts.newBuilder()
                .setSourcePartition(partition)
                .setApi("api-" + api)
                .setPaneStart(start)
                .setTakenWith(start)
                .setEntries(entries)
                .build();
        return serde.serializer().serialize(wiring.name(Topics.MESSAGES), counts);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
