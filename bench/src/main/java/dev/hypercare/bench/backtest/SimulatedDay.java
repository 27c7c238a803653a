package dev.hypercare.bench.backtest;

import dev.hypercare.cli.lab.SimulatedRecord;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.streams.Tick;
import dev.hypercare.testdata.simulate.SimulatedCall;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes simulated calls as ingest would have written them: the calls of each second and then a tick, over all partitions. */
final class SimulatedDay {
    private static final long SECOND = 1000;
    /** Ticks go on for so long, so that the last windows close. */
    private static final long AFTER = 20 * SECOND;

    private static final int TELL_EVERY = 1_000_000;

    private final Producer<byte[], byte[]> producer;
    private final Serializer<Call> serializer;
    private final String topic;
    private final int partitions;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** @param topic of calls */
    SimulatedDay(Producer<byte[], byte[]> producer, Serializer<Call> serializer, String topic, int partitions) {
        this.producer = producer;
        this.serializer = serializer;
        this.topic = topic;
        this.partitions = partitions;
    }

    /**
     * Writes them and waits for the acknowledgements.
     *
     * @param all in the order of arrival
     * @param from whole second of event time at which they begin, epoch ms
     * @param to where they end
     * @param progress is told of the number of calls every million
     * @return how many calls there are. Error: {@link IllegalStateException} where one could not be written
     */
    long write(Iterator<SimulatedCall> all, long from, long to, LongConsumer progress) {
        long calls = 0;
        SimulatedCall next = all.hasNext() ? all.next() : null;
        for (long at = from + SECOND; at <= to + AFTER; at += SECOND) {
            for (; next != null && next.arrivedAt() < at; next = all.hasNext() ? all.next() : null) {
                byte[] value = serializer.serialize(topic, SimulatedRecord.call(next));
                send(new ProducerRecord<>(topic, (int) (calls % partitions), null, null, value));
                calls++;
                if (calls % TELL_EVERY == 0) {
                    progress.accept(calls);
                }
            }
            for (int partition = 0; partition < partitions; partition++) {
                send(new ProducerRecord<>(topic, partition, null, null, null, Tick.headers(at)));
            }
        }
        producer.flush();
        Exception e = failure.get();
        if (e != null) {
            throw new IllegalStateException("a call could not be written: " + e.getMessage(), e);
        }
        return calls;
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        var unused = producer.send(record, (where, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }
}
