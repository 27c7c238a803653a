package dev.hypercare.bench.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.schemas.serde.AvroSerde;
import dev.hypercare.streams.Tick;
import dev.hypercare.testdata.simulate.Simulation;
import dev.hypercare.testdata.simulate.SimulationSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class SimulatedDayTest {
    private static final int PARTITIONS = 3;

    @Test
    void everyCallIsWrittenOnceBeforeTheTickOfItsSecondAndTicksGoOnUntilAllIsClosed() {
        SimulationSettings settings = SimulationSettings.of(7)
                .lasting(Duration.ofMinutes(25), Duration.ofMinutes(5))
                .scaled(0.05);
        long from = settings.start().toEpochMilli();
        long to = from + settings.length().toMillis();
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        AvroSerde<Call> serde = new AvroSerde<>(new InMemoryRegistry(), Call.class, true);
        List<Long> told = new ArrayList<>();

        long calls = new SimulatedDay(producer, serde.serializer(), "calls", PARTITIONS)
                .write(Simulation.of(settings).calls(), from, to, told::add);

        assertThat(calls).isPositive();
        assertThat(told).isEmpty();
        long tick = from;
        long written = 0;
        Set<Integer> partitions = new HashSet<>();
        for (ProducerRecord<byte[], byte[]> record : producer.history()) {
            if (record.value() == null) {
                long at = Tick.at(record.headers()).orElseThrow();
                assertThat(at).isBetween(tick, tick + 1000);
                tick = at;
            } else {
                written++;
                partitions.add(record.partition());
            }
        }
        assertThat(written).isEqualTo(calls);
        assertThat(partitions).hasSize(PARTITIONS);
        assertThat(tick).isEqualTo(to + 20_000);
    }
}
