package dev.hypercare.deliver.alertmanager;

import dev.hypercare.deliver.alert.Backlog;
import dev.hypercare.deliver.alert.SinkReader;
import dev.hypercare.deliver.alert.Transition;
import dev.hypercare.plugin.BuildVersion;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Alertmanagers told. It never blocks on them for longer than one time-out, and commits no offset beyond the first record that it
 * would need again: that of the oldest alert that fires, or of an end that is not delivered.
 */
public final class AlertmanagerSinkTask extends SinkTask {
    /** How long Connect may wait for records before it lets us look at the time, milliseconds. */
    private static final long TICK_MS = 500;

    private @Nullable AlertBoard board;
    private @Nullable Announcer announcer;
    private @Nullable Backlog backlog;

    /** For Connect. */
    public AlertmanagerSinkTask() {}

    @Override
    public String version() {
        return BuildVersion.TEXT;
    }

    /** What is wrong between two keys, beginning with one of them; null where nothing is. */
    public static @Nullable String problem(Map<String, String> properties) {
        return AlertmanagerConfig.expiresTooSoon(properties);
    }

    @Override
    public void start(Map<String, String> properties) {
        AlertmanagerConfig config = AlertmanagerConfig.of(properties);
        AlertBoard made = new AlertBoard(config.words(), config.expireMs());
        board = made;
        announcer = new Announcer(config, made, this::refused, System::currentTimeMillis);
        backlog = new Backlog(config.oldMs());
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        Backlog waiting = backlog;
        Announcer telling = announcer;
        AlertBoard known = board;
        if (waiting == null || telling == null || known == null) {
            throw new IllegalStateException("put before start");
        }
        SinkReader reader = new SinkReader(context);
        for (SinkRecord record : records) {
            Transition transition = reader.read(record);
            if (transition != null) {
                waiting.add(transition, System.currentTimeMillis()).forEach(ready -> take(known, telling, ready));
            }
        }
        waiting.ready(System.currentTimeMillis()).forEach(ready -> take(known, telling, ready));
        telling.announce();
        context.timeout(TICK_MS);
    }

    /** An end is told after the beginning is, however short it was. */
    private static void take(AlertBoard known, Announcer telling, Transition transition) {
        if (transition.alert().isEnd()) {
            telling.announce();
        }
        known.take(transition, System.currentTimeMillis());
    }

    private void refused(Transition transition, String why) {
        ErrantRecordReporter reporter = context.errantRecordReporter();
        if (reporter != null && transition.origin() instanceof SinkRecord record) {
            // Connect waits for it before it commits.
            var unused = reporter.report(record, new DataException(why));
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> current) {
        Map<TopicPartition, OffsetAndMetadata> safe = new HashMap<>();
        current.forEach((partition, offset) -> {
            String place = SinkReader.place(partition);
            long needed = Math.min(
                    announcer == null ? 0 : announcer.firstNeeded(place),
                    backlog == null ? 0 : backlog.firstHeld(place));
            safe.put(partition, needed < offset.offset() ? new OffsetAndMetadata(needed) : offset);
        });
        return safe;
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        Set<String> places = SinkReader.places(partitions);
        if (backlog != null && board != null) {
            backlog.forget(places);
            board.forgetPartitions(places);
        }
    }

    @Override
    public void stop() {
        board = null;
        announcer = null;
        backlog = null;
    }
}
