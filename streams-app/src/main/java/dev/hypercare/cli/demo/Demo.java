package dev.hypercare.cli.demo;

import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.ClusterConfig;
import dev.hypercare.streams.Ticker;
import dev.hypercare.streams.TopicWriter;
import dev.hypercare.streams.Wiring;
import dev.hypercare.testdata.FiredAlert;
import dev.hypercare.testdata.Labels;
import dev.hypercare.testdata.Recording;
import dev.hypercare.testdata.RecordingException;
import dev.hypercare.testdata.ReplayClock;
import dev.hypercare.testdata.Replayer;
import dev.hypercare.testdata.Scoreboard;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of the demo: replays a recording into the raw topic, watches the output topics as any consumer would, and joins the alerts
 * to the labels when it is over. The applications see nothing but the log.
 */
public final class Demo {
    /** How long after the replay the last panes are waited for, at the most. */
    private static final Duration LONGEST_TAIL = Duration.ofSeconds(60);

    /** What a last closed slice may take to become an alert that can be read: two commits and more. */
    private static final Duration LAST_ALERTS = Duration.ofSeconds(2);

    private final Recording recording;
    private final Labels labels;
    private final DemoTickets tickets;
    private final DemoPlan plan;
    private final DemoBoard board = new DemoBoard();
    private volatile @Nullable Replayer replayer;

    /** How the picture of a moment is shown. */
    public interface Show {
        /** A new picture, some times a second. */
        void picture(Picture picture);

        /** A transition of an alert. */
        void alert(Alert alert);
    }

    /** What there is to show at a moment. */
    public record Picture(DemoBoard board, DemoScreen.Progress progress) {}

    /** Error: {@link InvalidInput} for a recording or labels that cannot be used. */
    public Demo(
            Recording recording, Labels labels, DemoTickets tickets, @Nullable Duration limit, @Nullable Double speed) {
        this.recording = recording;
        this.labels = labels;
        this.tickets = tickets;
        this.plan = DemoPlan.of(span(recording), limit, speed);
    }

    private static Recording.Span span(Recording recording) {
        try {
            return recording.span();
        } catch (RecordingException e) {
            throw new InvalidInput(
                    String.valueOf(e.getMessage()), "Check the file, or leave --recording out for the one that ships.");
        }
    }

    /** The clock of the ticks: the event time that the replay has reached. */
    public long eventTime() {
        Replayer started = replayer;
        return started == null ? Ticker.NO_TIME_YET : started.eventTime();
    }

    /**
     * Runs it to its end.
     *
     * @param stop asked some times a second whether to end early
     * @return what became of it. Error: {@link InvalidInput} where the recording cannot be read or published
     */
    public DemoResult run(ClusterConfig cluster, Wiring wiring, Show show, BooleanSupplier stop) {
        ReplayClock clock = plan.clock(System.currentTimeMillis() + 200);
        AtomicReference<Replayer.@Nullable Progress> told = new AtomicReference<>();
        try (DemoFeed feed = new DemoFeed(cluster.client(), wiring, board, show::alert);
                TopicWriter<Ticket> desk = new ClusterAccess(cluster, wiring, "").writer(Topics.TICKETS);
                Replayer started =
                        Replayer.to(cluster.bootstrap(), cluster.client(), wiring.name(Topics.RAW_NGINX), clock)) {
            replayer = started;
            CompletableFuture<Replayer.Report> report = replay(started, told::set);
            Consumer<Double> picture = share -> show.picture(new Picture(board, progress(told.get(), clock, share)));
            while (!report.isDone() && !stop.getAsBoolean()) {
                publish(clock, desk);
                feed.poll();
                picture.accept(share(clock));
            }
            boolean whole = report.isDone();
            if (whole) {
                publish(clock, desk);
            }
            long deadline = System.currentTimeMillis() + LONGEST_TAIL.toMillis();
            while (whole && System.currentTimeMillis() < deadline && !stop.getAsBoolean()) {
                feed.poll();
                picture.accept(1.0);
                if (done(clock, feed)) {
                    deadline = Math.min(deadline, System.currentTimeMillis() + LAST_ALERTS.toMillis());
                }
            }
            return result(clock, whole ? report.join() : null);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RecordingException bad
                    ? new InvalidInput(String.valueOf(bad.getMessage()), "Check the file.")
                    : e;
        } finally {
            replayer = null;
        }
    }

    private void publish(ReplayClock clock, TopicWriter<Ticket> desk) {
        tickets.publish(clock, System.currentTimeMillis(), ticket -> desk.write(ticket.getId(), ticket));
    }

    private CompletableFuture<Replayer.Report> replay(Replayer started, Consumer<Replayer.Progress> told) {
        CompletableFuture<Replayer.Report> report = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        report.complete(started.run(recording, told::accept));
                    } catch (RuntimeException e) {
                        report.completeExceptionally(e);
                    }
                },
                "replay");
        thread.setDaemon(true);
        thread.start();
        return report;
    }

    /** Whether the panes of the whole recording are closed and everything they led to has been taken in. */
    private boolean done(ReplayClock clock, DemoFeed feed) {
        return board.closedUpTo() >= clock.shifted(clock.recordedTo())
                && tickets.areTakenUp(board.tickets())
                && feed.atEnd();
    }

    private DemoResult result(ReplayClock clock, Replayer.@Nullable Report report) {
        long end = clock.shifted(clock.recordedTo());
        // The silence that follows is real, and no part of the recording.
        List<FiredAlert> during =
                board.fired().stream().filter(alert -> alert.firedAt() <= end).toList();
        Scoreboard score = Scoreboard.of(labels.replayed(clock), during);
        return new DemoResult(
                recording.name(),
                plan.speed(),
                clock.shifted(clock.recordedFrom()),
                clock.shifted(clock.recordedTo()),
                report == null ? 0 : report.acknowledged(),
                board.callsCounted(),
                board.deadLetters(),
                report == null ? "stopped before its end" : report.failure(),
                score,
                tickets.fates(board.tickets(), score));
    }

    private double share(ReplayClock clock) {
        long begin = clock.startWall();
        return Math.min(
                1, Math.max(0, (double) (System.currentTimeMillis() - begin) / Math.max(1, clock.endWall() - begin)));
    }

    private DemoScreen.Progress progress(Replayer.@Nullable Progress told, ReplayClock clock, double share) {
        return new DemoScreen.Progress(
                share,
                told == null || share >= 1 ? 0 : told.linesPerSecond(),
                told == null ? 0 : told.acknowledged(),
                clock.now(System.currentTimeMillis()),
                plan.speed());
    }
}
