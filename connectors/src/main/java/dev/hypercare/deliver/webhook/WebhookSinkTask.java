package dev.hypercare.deliver.webhook;

import dev.hypercare.deliver.alert.Backlog;
import dev.hypercare.deliver.alert.SinkReader;
import dev.hypercare.deliver.alert.Transition;
import dev.hypercare.deliver.http.HttpSender;
import dev.hypercare.deliver.http.SenderKeys;
import dev.hypercare.plugin.BuildVersion;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/** Posts alerts to a webhook, at least once; commits no offset of what has not arrived. */
public final class WebhookSinkTask extends SinkTask {
    /** How long Connect may wait for records before it lets us look at the time, milliseconds. */
    private static final long TICK_MS = 500;
    /** From how many waiting records on no more are read. */
    private static final int FULL = 1_000;

    private @Nullable Courier courier;
    private @Nullable Backlog backlog;
    private @Nullable SinkReader reader;
    private boolean paused;

    /** For Connect. */
    public WebhookSinkTask() {}

    @Override
    public String version() {
        return BuildVersion.TEXT;
    }

    @Override
    public void start(Map<String, String> properties) {
        WebhookConfig config = new WebhookConfig(properties);
        HttpSender sender = config.sender();
        backlog = new Backlog(SenderKeys.oldMs(config.keys()));
        reader = new SinkReader(context);
        paused = false;
        courier = new Courier(
                config.told(),
                config::requests,
                request -> sender.send(request).join(),
                () -> SenderKeys.backOff(config.keys()),
                this::bury,
                config.keys().getLong(WebhookKeys.RETRY_FOR),
                System::currentTimeMillis);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        Backlog holding = backlog;
        Courier going = courier;
        SinkReader reading = reader;
        if (holding == null || going == null || reading == null) {
            throw new IllegalStateException("put before start");
        }
        for (SinkRecord record : records) {
            Transition transition = reading.read(record);
            if (transition != null) {
                holding.add(transition, System.currentTimeMillis()).forEach(going::add);
            }
        }
        holding.ready(System.currentTimeMillis()).forEach(going::add);
        going.run();
        pause(going.waiting() >= FULL);
        context.timeout(TICK_MS);
    }

    private void pause(boolean full) {
        TopicPartition[] all = context.assignment().toArray(TopicPartition[]::new);
        if (full) {
            context.pause(all);
        } else if (paused) {
            context.resume(all);
        }
        paused = full;
    }

    /** Without a dead letter queue the task fails, so that nothing is lost in silence. */
    private void bury(Transition transition, String why) {
        ErrantRecordReporter reporter = context.errantRecordReporter();
        ConnectException reason = new ConnectException("the webhook does not take it: " + why);
        if (reporter == null || !(transition.origin() instanceof SinkRecord record)) {
            throw reason;
        }
        // Connect waits for it before it commits.
        var unused = reporter.report(record, reason);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> current) {
        Map<TopicPartition, OffsetAndMetadata> safe = new HashMap<>();
        current.forEach((partition, offset) -> {
            String place = SinkReader.place(partition);
            long needed = Math.min(
                    courier == null ? 0 : courier.firstWaiting(place), backlog == null ? 0 : backlog.firstHeld(place));
            safe.put(partition, needed < offset.offset() ? new OffsetAndMetadata(needed) : offset);
        });
        return safe;
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        if (courier != null && backlog != null) {
            courier.forget(SinkReader.places(partitions));
            backlog.forget(SinkReader.places(partitions));
        }
    }

    @Override
    public void stop() {
        courier = null;
        backlog = null;
        reader = null;
    }
}
