package dev.hypercare.receiver;

import dev.hypercare.plugin.BuildVersion;
import dev.hypercare.privacy.Masking;
import dev.hypercare.receiver.config.PathConfig;
import dev.hypercare.receiver.config.ReceiverConfig;
import dev.hypercare.receiver.http.HttpListener;
import dev.hypercare.receiver.inbox.Delivery;
import dev.hypercare.receiver.inbox.Inbox;
import dev.hypercare.receiver.inbox.RecentIds;
import dev.hypercare.receiver.inbox.Taken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/**
 * Listens, hands what comes to Connect, and lets requests be answered when Connect says that Kafka has it: after the acknowledgement of
 * each record, and under exactly-once after the commit of the transaction. A transaction that is aborted acknowledges nothing: who waits
 * is told 503 when the task stops.
 */
public final class HttpReceiverTask extends SourceTask {
    /** How long {@link #poll} waits for something to come, milliseconds: Connect pauses and stops a task between two polls. */
    private static final long IDLE_MS = 100;

    private @Nullable ReceiverConfig config;
    private @Nullable HttpListener listener;
    private volatile @Nullable Inbox inbox;
    private Map<String, String> topics = Map.of();

    /** For Connect. */
    public HttpReceiverTask() {}

    @Override
    public String version() {
        return BuildVersion.TEXT;
    }

    @Override
    public void start(Map<String, String> properties) {
        ReceiverConfig read = ReceiverConfig.of(properties);
        Map<String, RecentIds> recent = new HashMap<>();
        for (PathConfig path : read.paths()) {
            recent.put(path.name(), SourceOffsets.restored(path.name(), read.ids(), context.offsetStorageReader()));
        }
        Inbox opened = new Inbox(read.queueRecords(), read.queueBytes(), recent);
        topics = read.paths().stream().collect(Collectors.toMap(PathConfig::name, PathConfig::topic));
        config = read;
        inbox = opened;
        HttpListener started = new HttpListener(read, opened);
        started.start();
        listener = started;
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        Inbox from = inbox;
        if (from == null || config == null) {
            return null;
        }
        List<Taken> taken = from.take(config.pollRecords(), IDLE_MS);
        List<SourceRecord> records = new ArrayList<>();
        taken.forEach(one -> addRecords(one, records));
        return records.isEmpty() ? null : records;
    }

    /** Told after the acknowledgement; without metadata where a transformation took the record out. */
    @Override
    public void commitRecord(SourceRecord sent, @Nullable RecordMetadata metadata) {
        Inbox from = inbox;
        if (from != null && sent instanceof ReceivedRecord record) {
            from.acknowledged(record.delivery());
        }
    }

    @Override
    public void stop() {
        Inbox from = inbox;
        if (from != null) {
            from.stop();
        }
        HttpListener started = listener;
        if (started != null) {
            started.close();
            listener = null;
        }
    }

    /** The port that it listens on, for tests; -1 where it does not. */
    int port() {
        HttpListener started = listener;
        return started == null ? -1 : started.port();
    }

    private void addRecords(Taken taken, List<SourceRecord> records) {
        Delivery delivery = taken.delivery();
        String topic = String.valueOf(topics.get(delivery.path()));
        RecentIds.Place place = taken.place();
        Map<String, ?> partition = place == null
                ? SourceOffsets.partition(delivery.path())
                : SourceOffsets.partition(delivery.path(), place.segment());
        ConnectHeaders headers = headers(delivery);
        int last = delivery.parts().size() - 1;
        for (int i = 0; i <= last; i++) {
            Map<String, ?> offset = place == null
                    ? SourceOffsets.offset(delivery.acceptedAt())
                    : SourceOffsets.offset(place, i == last);
            records.add(new ReceivedRecord(delivery, delivery.parts().get(i), topic, partition, offset, headers));
        }
    }

    private static ConnectHeaders headers(Delivery delivery) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.add("receiver.path", delivery.path(), Schema.STRING_SCHEMA);
        String id = delivery.id();
        if (id != null) {
            headers.add("receiver.delivery", Masking.text(id), Schema.STRING_SCHEMA);
        }
        return headers;
    }
}
