package dev.hypercare.bench.live;

import dev.hypercare.cli.lab.LabAlert;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.streams.TopicTail;
import dev.hypercare.streams.Wiring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the topic {@code alerts}, and notes when each alert that begins could be read. */
final class AlertListener implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final TopicTail<Alert> tail;
    private final List<Heard> heard = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "alert-listener");
    private volatile boolean stopping;

    private record Heard(Alert alert, long at) {}

    AlertListener(String bootstrap, Wiring wiring) {
        tail = TopicTail.of(Map.of("bootstrap.servers", bootstrap), wiring, Topics.ALERTS);
        thread.setDaemon(true);
        thread.start();
    }

    /** The alerts that began until now. */
    List<LabAlert> began() {
        synchronized (heard) {
            return heard.stream().map(one -> LabAlert.of(one.alert, one.at)).toList();
        }
    }

    private void run() {
        while (!stopping) {
            List<TopicTail.Message<Alert>> messages = tail.poll(POLL);
            long now = System.currentTimeMillis();
            for (TopicTail.Message<Alert> message : messages) {
                Alert alert = message.value();
                if (alert != null && LabAlert.begins(alert)) {
                    synchronized (heard) {
                        heard.add(new Heard(alert, now));
                    }
                }
            }
        }
        tail.close();
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
