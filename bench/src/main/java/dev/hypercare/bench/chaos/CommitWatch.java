package dev.hypercare.bench.chaos;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Watches the offsets that the kpi application commits, in the transactions that also make its output visible. While one of its
 * partitions stands still, so does the output that waits for it.
 */
final class CommitWatch implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 100;
    private static final String CALLS = "chaos.calls.v1";

    private static final class Progress {
        private long offset = -1;
        private long sinceNanos;
    }

    private final Admin admin;
    private final Thread thread = new Thread(this::run, "commit-watch");
    private final Map<TopicPartition, Progress> partitions = new HashMap<>();
    private final int expected;
    private long longestNanos;
    private long markNanos;
    private boolean stopping;

    /** @param expected partitions that the application reads */
    CommitWatch(ChaosPlace place, int expected) {
        this.expected = expected;
        admin = Admin.create(Map.of(
                "bootstrap.servers", place.bootstrap(),
                "request.timeout.ms", "1500",
                "default.api.timeout.ms", "2000",
                "reconnect.backoff.max.ms", "300"));
        thread.setDaemon(true);
        thread.start();
    }

    /** From now on a new standstill is measured. */
    synchronized void mark() {
        markNanos = System.nanoTime();
        longestNanos = 0;
    }

    /** Whether every partition has advanced at or after an instant of {@link System#nanoTime()}. */
    synchronized boolean allAdvancedSince(long nanos) {
        return partitions.size() >= expected
                && partitions.values().stream().allMatch(progress -> progress.sinceNanos - nanos >= 0);
    }

    /** How many records of the topic of calls it has worked off: the sum of what was committed last. */
    synchronized long calls() {
        return partitions.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(CALLS))
                .mapToLong(entry -> entry.getValue().offset)
                .sum();
    }

    /** The longest time since the mark that one partition stood still, ended or not, milliseconds. */
    synchronized long longestMillis() {
        long longest = longestNanos;
        for (Progress progress : partitions.values()) {
            longest = Math.max(longest, System.nanoTime() - Math.max(progress.sinceNanos, markNanos));
        }
        return longest / 1_000_000;
    }

    /** What was committed last, by partition, for people. */
    synchronized String show() {
        StringBuilder text = new StringBuilder();
        partitions.forEach((partition, progress) -> text.append(partition)
                .append('=')
                .append(progress.offset)
                .append(" since ")
                .append((System.nanoTime() - progress.sinceNanos) / 1_000_000)
                .append(" ms; "));
        return text.toString();
    }

    @Override
    public void close() {
        synchronized (this) {
            stopping = true;
            notifyAll();
        }
        admin.close(java.time.Duration.ofSeconds(1));
    }

    private void run() {
        while (true) {
            try {
                synchronized (this) {
                    if (stopping) {
                        return;
                    }
                    wait(LOOK_EVERY_MILLIS);
                }
                saw(admin.listConsumerGroupOffsets(InstanceNode.APPLICATION + "-kpi")
                        .partitionsToOffsetAndMetadata()
                        .get(2, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                return;
            } catch (ExecutionException | TimeoutException | RuntimeException e) {
                // The coordinator is away: nothing is committed either.
            }
        }
    }

    private synchronized void saw(Map<TopicPartition, OffsetAndMetadata> committed) {
        long now = System.nanoTime();
        committed.forEach((partition, offset) -> {
            Progress progress = partitions.computeIfAbsent(partition, unseen -> new Progress());
            if (offset != null && offset.offset() > progress.offset) {
                if (progress.offset >= 0) {
                    longestNanos = Math.max(longestNanos, now - Math.max(progress.sinceNanos, markNanos));
                }
                progress.offset = offset.offset();
                progress.sinceNanos = now;
            }
        });
    }
}
