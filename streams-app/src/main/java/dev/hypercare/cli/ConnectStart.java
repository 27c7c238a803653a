package dev.hypercare.cli;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.embedded.connect.ConnectClient;
import dev.hypercare.embedded.connect.ConnectorFile;
import dev.hypercare.embedded.connect.EmbeddedConnect;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Waits for the worker of Kafka Connect, gives it its connectors and waits until they run; ends early when a signal asks to stop. */
final class ConnectStart {
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final long PAUSE_MILLIS = 100;

    private final EmbeddedConnect worker;
    private final Ending ending;
    private final BiConsumer<String, String> say;

    private ConnectStart(EmbeddedConnect worker, Ending ending, BiConsumer<String, String> say) {
        this.worker = worker;
        this.ending = ending;
        this.say = say;
    }

    /**
     * Error: {@link InvalidInput} where a connector cannot be used or does not run, or the worker does not come up.
     *
     * @param say is told what runs where
     */
    static void of(
            EmbeddedConnect worker, List<ConnectorFile> connectors, Ending ending, BiConsumer<String, String> say) {
        ConnectStart start = new ConnectStart(worker, ending, say);
        start.until("listen", () -> worker.url() != null);
        String url = worker.url();
        if (url == null) {
            return;
        }
        ConnectClient client = new ConnectClient(url);
        start.until("join its group", client::isReady);
        say.accept("connect", url);
        say.accept("connect log", worker.log().toString());
        for (ConnectorFile connector : connectors) {
            start.connector(client, connector);
        }
    }

    private void connector(ConnectClient client, ConnectorFile connector) {
        until("answer", () -> {
            client.validate(connector);
            return true;
        });
        until("take " + connector.name(), () -> client.put(connector));
        until("run " + connector.name(), () -> isSettled(client, connector));
        if (!ending.asked()) {
            say.accept("connector", connector.name() + " runs");
        }
    }

    private static boolean isSettled(ConnectClient client, ConnectorFile connector) throws IOException {
        ConnectClient.State state = client.state(connector);
        if (state == ConnectClient.State.FAILED) {
            throw new InvalidInput(
                    "the connector " + connector.name() + " of " + connector.file() + " failed",
                    client.failures(connector),
                    "Mend its configuration, or what it needs, and start again.");
        }
        return state == ConnectClient.State.RUNNING;
    }

    private interface Question {
        boolean isAnswered() throws IOException;
    }

    private void until(String what, Question question) {
        long end = System.nanoTime() + LONGEST.toNanos();
        String last = "";
        while (!ending.asked()) {
            if (worker.fault().isDone()) {
                throw new InvalidInput(worker.fault().join(), "Mend what the log says, and start again.");
            }
            try {
                if (question.isAnswered()) {
                    return;
                }
            } catch (IOException e) {
                last = ": " + e.getMessage();
            }
            if (System.nanoTime() > end) {
                throw new InvalidInput(
                        "the Connect worker does not " + what + " within " + LONGEST.toSeconds() + " s" + last,
                        "Its log has the details: " + worker.log());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
