package dev.hypercare.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hypercare.EmbeddedFlow;
import dev.hypercare.PipelineConfig;
import dev.hypercare.cli.trial.Backtest;
import dev.hypercare.cli.trial.BacktestResult;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.rules.PastRules;
import dev.hypercare.rules.RuleBook;
import dev.hypercare.rules.RulesConfig;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.TopicTail;
import dev.hypercare.testdata.Replayer;
import dev.hypercare.testdata.simulate.SimulatedCall;
import dev.hypercare.testdata.simulate.Simulation;
import dev.hypercare.testdata.simulate.SimulationSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long backtests of a simulated day take, on a real broker. It takes minutes itself, so it is run on demand. */
class BacktestDayTest {
    private static final long SECOND = 1000;

    @TempDir
    Path directory;

    @Test
    @Timeout(value = 14, unit = TimeUnit.MINUTES)
    void aDayIsAnsweredFromPanesInSeconds() throws Exception {
        String length = System.getProperty("backtest.day");
        assumeTrue(
                length != null,
                "a measurement of minutes: -Dtest=BacktestDayTest -Dhypercare.test.jvm='-Dbacktest.day=24h'");
        Duration day = Durations.parse(length);
        long start = (System.currentTimeMillis() - day.toMillis()) / 60_000 * 60_000 - 600_000;
        long end = start + day.toMillis();
        PipelineConfig config = PipelineConfig.load(null);
        try (EmbeddedFlow flow = new EmbeddedFlow(directory, config)) {
            long begin = System.nanoTime();
            long calls = simulate(flow, start, day);
            awaitPanes(flow, end);
            System.out.printf("%,d calls counted in %.1f s%n", calls, (System.nanoTime() - begin) / 1e9);
            ClusterAccess cluster = new ClusterAccess(flow.cluster(), flow.wiring(), "none");
            Path file = Files.writeString(directory.resolve("rules.yaml"), """
                    rules:
                      - {id: try-burst, summary: "{failed}", view: [api], severity: p2, window: 30s, when: failed >= 10 && failed_ratio > 0.05}
                      - {id: try-slow, summary: "{p95}", view: [api, route, method], severity: p3, window: 1m, when: calls >= 30 && p95 > 1000, keep: 30s}
                    """);
            RuleBook two = RuleBook.read(
                    new RulesConfig(
                            false, List.of(file), List.of(), config.kpi().views()),
                    new Problems());
            RuleBook shipped = RuleBook.load(config.rules());
            measure(
                    "two rules, panes",
                    new Backtest(cluster, config.kpi(), PastRules.load(config.rules()), two),
                    start,
                    end,
                    false);
            measure(
                    "all shipped rules, panes",
                    new Backtest(cluster, config.kpi(), PastRules.load(config.rules()), shipped),
                    start,
                    end,
                    false);
            measure(
                    "two rules, exact",
                    new Backtest(cluster, config.kpi(), PastRules.load(config.rules()), two),
                    start,
                    end,
                    true);
            measure(
                    "all shipped rules, exact",
                    new Backtest(cluster, config.kpi(), PastRules.load(config.rules()), shipped),
                    start,
                    end,
                    true);
        }
    }

    private static void measure(String what, Backtest backtest, long from, long to, boolean exact) {
        long begin = System.nanoTime();
        BacktestResult result =
                backtest.run(new Backtest.Question(from, to, Duration.ZERO, exact), (share, records) -> {});
        System.out.printf(
                "%s: %.1f s, %,d records, %d breaches, %d of them like live, %d only live; %s%n",
                what,
                (System.nanoTime() - begin) / 1e9,
                result.covered().records(),
                result.breaches().size(),
                result.breaches().stream()
                        .filter(breach -> result.liveOf(breach) != null)
                        .count(),
                result.onlyLive().size(),
                result.notes());
        assertThat(result.breaches()).isNotEmpty();
    }

    /** As ingest would have written it: the calls of each second and then a tick, spread over the partitions. */
    private static long simulate(EmbeddedFlow flow, long start, Duration length) {
        SimulationSettings settings =
                SimulationSettings.of(7).startingAt(Instant.ofEpochMilli(start)).lasting(length, Duration.ofHours(1));
        Iterator<SimulatedCall> all = Simulation.of(settings).calls();
        String topic = flow.wiring().name(Topics.CALLS);
        Serializer<Call> serializer = flow.wiring().serde(Topics.CALLS).serializer();
        long calls = 0;
        try (Producer<byte[], byte[]> producer =
                Replayer.producer(flow.cluster().bootstrap(), flow.cluster().client())) {
            SimulatedCall next = all.next();
            for (long at = start + SECOND; at <= start + length.toMillis() + 20 * SECOND; at += SECOND) {
                for (; next != null && next.arrivedAt() < at; next = all.hasNext() ? all.next() : null) {
                    byte[] value = serializer.serialize(topic, SimulatedRecord.call(next));
                    int partition = (int) (calls % EmbeddedFlow.PARTITIONS);
                    var unused = producer.send(new ProducerRecord<>(topic, partition, null, null, value));
                    calls++;
                }
                for (int partition = 0; partition < EmbeddedFlow.PARTITIONS; partition++) {
                    var unused =
                            producer.send(new ProducerRecord<>(topic, partition, null, null, null, Tick.headers(at)));
                }
            }
            producer.flush();
        }
        return calls;
    }

    private static void awaitPanes(EmbeddedFlow flow, long end) {
        long newest = 0;
        try (TopicTail<Kpi> panes = TopicTail.of(flow.cluster().client(), flow.wiring(), Topics.KPI_PANES)
                .from(System.currentTimeMillis() - 60_000)) {
            while (newest < end - 60_000) {
                for (TopicTail.Message<Kpi> message : panes.poll(Duration.ofMillis(500))) {
                    if (message.value() != null) {
                        newest = Math.max(newest, message.value().getWindowEnd().toEpochMilli());
                    }
                }
            }
        }
    }
}
