package dev.hypercare.receiver.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.receiver.auth.Posted;
import dev.hypercare.receiver.config.PathConfig;
import dev.hypercare.receiver.config.ReceiverConfig;
import dev.hypercare.receiver.content.HttpRefusal;
import dev.hypercare.receiver.inbox.Delivery;
import dev.hypercare.receiver.inbox.DeliveryOutcome;
import dev.hypercare.receiver.inbox.Inbox;
import dev.hypercare.receiver.inbox.Ticket;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests in and answers them when their outcome is known, or their time is over. No thread waits. */
final class ReceiverHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiverHandler.class);
    private static final String HEALTH = "/health";
    /** Clients whose rate is remembered. */
    private static final int CLIENTS = 10_000;

    private final ReceiverConfig config;
    private final Inbox inbox;
    private final ClientRates rates;
    private final LongSupplier clock;
    private final Map<String, Acceptance> acceptances;

    ReceiverHandler(ReceiverConfig config, Inbox inbox, LongSupplier clock) {
        this.config = config;
        this.inbox = inbox;
        this.rates = new ClientRates(config.clientRate(), CLIENTS);
        this.clock = clock;
        this.acceptances = config.paths().stream()
                .collect(Collectors.toMap(
                        PathConfig::path, path -> new Acceptance(path, config.limits(), config.secrets())));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Answer answer = new Answer(response, callback);
        try {
            if (HEALTH.equals(Request.getPathInContext(request))) {
                health(request, answer);
            } else {
                receive(request, answer);
            }
        } catch (HttpRefusal refusal) {
            answer.refused(refusal);
        }
        return true;
    }

    private void health(Request request, Answer answer) throws HttpRefusal {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            throw new HttpRefusal(405, "Ask " + HEALTH + " with GET.", Map.of("Allow", "GET, HEAD"));
        }
        Inbox.Level level = inbox.level();
        answer.json(
                level.stopped() ? 503 : 200,
                new ObjectMapper()
                        .createObjectNode()
                        .put("status", level.stopped() ? "stopping" : "running")
                        .put("records", level.records())
                        .put("bytes", level.bytes()));
    }

    private void receive(Request request, Answer answer) throws HttpRefusal {
        Acceptance acceptance = acceptances.get(Request.getPathInContext(request));
        if (acceptance == null) {
            throw new HttpRefusal(404, "Nothing listens on this path; see the keys paths.*.path of the receiver.");
        }
        if (!request.getMethod().equals("POST")) {
            throw new HttpRefusal(405, "Send with POST.", Map.of("Allow", "POST"));
        }
        boundRate(request);
        Posted posted = new Posted(request.getHeaders()::get, certificates(request));
        acceptance.checkHead(posted);
        int most = config.limits().body();
        long length = request.getHeaders().getLongField("Content-Length");
        if (length > most) {
            throw BodyReader.tooLarge(most);
        }
        if (!inbox.hasRoomFor(1, Math.max(0, length))) {
            throw busy("Kafka has not acknowledged what was sent before.");
        }
        // What is waited for is an answer of Kafka, not of the client.
        request.addIdleTimeoutListener(timeout -> false);
        Exchange exchange = new Exchange(request, posted, acceptance, answer);
        exchange.begin();
        new BodyReader(request, most, exchange).run();
    }

    /** Before anything is compared or read, so that guesses at tokens are bounded too. */
    private void boundRate(Request request) throws HttpRefusal {
        int seconds = rates.secondsToWait(Request.getRemoteAddr(request), clock.getAsLong());
        if (seconds > 0) {
            throw new HttpRefusal(
                    429,
                    "This client sent more than " + config.clientRate()
                            + " requests in a second. Send it again later, or more records in one request.",
                    Map.of("Retry-After", String.valueOf(seconds)));
        }
    }

    private HttpRefusal busy(String why) {
        return new HttpRefusal(
                503, why + " Send it again.", Map.of("Retry-After", String.valueOf(config.retryAfterSeconds())));
    }

    private static List<X509Certificate> certificates(Request request) {
        return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData data
                        && data.peerCertificates() != null
                ? List.of(data.peerCertificates())
                : List.of();
    }

    /** One request from its head to its answer. */
    private final class Exchange implements BodyReader.Then {
        private final Posted posted;
        private final Acceptance acceptance;
        private final Answer answer;
        private final Executor executor;
        private final Scheduler scheduler;
        private Scheduler.Task timer = () -> false;
        private volatile boolean isRead;

        Exchange(Request request, Posted posted, Acceptance acceptance, Answer answer) {
            this.posted = posted;
            this.acceptance = acceptance;
            this.answer = answer;
            this.executor = request.getComponents().getThreadPool();
            this.scheduler = request.getComponents().getScheduler();
        }

        void begin() {
            timer = scheduler.schedule(this::late, config.deadlineMs(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void read(byte[] body) {
            isRead = true;
            try {
                Delivery delivery = acceptance.delivery(posted, body, clock.getAsLong());
                if (delivery.parts().isEmpty()) {
                    timer.cancel();
                    answer.accepted(0, false);
                    return;
                }
                Ticket ticket = inbox.offer(delivery);
                waitFor(ticket);
            } catch (HttpRefusal refusal) {
                refused(refusal);
            } catch (RuntimeException e) {
                LOG.error("A request could not be taken in", e);
                failed(e);
            }
        }

        @Override
        public void refused(HttpRefusal refusal) {
            timer.cancel();
            answer.refused(refusal);
        }

        @Override
        public void failed(Throwable cause) {
            timer.cancel();
            answer.failed(cause);
        }

        private void waitFor(Ticket ticket) {
            // The outcome is told on a thread of Kafka's, which has better things to do than to write to sockets.
            var unused = ticket.outcome()
                    .orTimeout(config.deadlineMs(), TimeUnit.MILLISECONDS)
                    .whenCompleteAsync(
                            (outcome, late) -> {
                                if (outcome == null) {
                                    inbox.giveUp(ticket.delivery());
                                    refused(busy("Kafka did not acknowledge in time."));
                                } else {
                                    told(outcome, ticket.delivery().parts().size());
                                }
                            },
                            executor);
        }

        private void told(DeliveryOutcome outcome, int records) {
            switch (outcome) {
                case ACKNOWLEDGED -> {
                    timer.cancel();
                    answer.accepted(records, false);
                }
                case DUPLICATE -> {
                    timer.cancel();
                    answer.accepted(records, true);
                }
                case FULL -> refused(busy("Kafka has not acknowledged what was sent before."));
                case STOPPED -> refused(busy("The receiver is stopping; it may be in Kafka already, so keep its id."));
            }
        }

        /** The body did not come in time. */
        private void late() {
            if (!isRead) {
                answer.refused(new HttpRefusal(408, "The body did not come in " + config.deadlineMs() + " ms."));
            }
        }
    }
}
