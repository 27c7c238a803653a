package dev.hypercare.alerts;

import dev.hypercare.alerts.Arrival.Kind;
import dev.hypercare.contract.RecordForm;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MarkKind;
import dev.hypercare.schemas.events.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where everything about alerts is decided, by one task for all. What it writes about an alert depends on the verdicts and marks and
 * their event times, not on how partitions interleave: an alert of an API that depends on no other is decided as its verdicts come; one
 * of an API that does, and everything that time brings about, when the time of all partitions has come there. What is in memory can be
 * rebuilt from {@link DeskMemory} after any arrival. Not thread-safe.
 */
final class AlertDesk {
    private static final String CLOCK = "clock";
    private static final String SOURCE = "s|";
    /** After so much time of ingest what is historic and still lasts is told although the present has not been reached. */
    private static final long LONGEST_CATCH_UP_MILLIS = 60_000;

    /** How the records of the topics are read and kept. */
    record Forms(RecordForm<Alert> alerts, RecordForm<Verdict> verdicts, RecordForm<Mark> marks) {}

    private final AlertsConfig config;
    private final Dependencies dependencies;
    private final DeskMemory memory;
    private final Forms forms;
    private final DeskOutput output;
    private final Sources sources;
    private final MarkBoard marks = new MarkBoard();
    private final Timers timers = new Timers();
    private final Dependants dependants = new Dependants();
    private final WaitingLine line;
    private final EventClock clock;
    private final AlertKeeper keeper;
    private final Map<String, LiveAlert> lives = new TreeMap<>();
    private final Set<String> historic = new TreeSet<>();

    /** @param partitions how many partitions of verdicts there are, once for each stage that tells verdicts */
    AlertDesk(
            AlertsConfig config,
            Dependencies dependencies,
            DeskMemory memory,
            Forms forms,
            DeskOutput output,
            int partitions) {
        this.config = config;
        this.dependencies = dependencies;
        this.memory = memory;
        this.forms = forms;
        this.output = output;
        this.sources = new Sources(dependencies);
        this.line = new WaitingLine(memory);
        this.clock = new EventClock(partitions);
        Muting muting = new Muting(config.inhibition(), sources, marks);
        this.keeper = new AlertKeeper(config, dependencies, muting, marks, output);
    }

    /** Forgets what is in memory and rebuilds it from what was kept. Call it before the first arrival. */
    void restore() {
        lives.clear();
        historic.clear();
        timers.clear();
        line.clear();
        sources.clear();
        dependants.clear();
        marks.clear();
        clock.clear();
        memory.eachMark(marks::put);
        memory.eachWaiting((key, value) -> {
            if (key.equals(CLOCK)) {
                clock.restore(value);
            } else if (WaitingLine.isKey(key)) {
                line.restore(key, value);
            } else {
                sources.put(Source.of(value));
            }
        });
        memory.eachLife((fingerprint, bytes) -> {
            LiveAlert life = LiveAlert.of(fingerprint, bytes, forms.alerts(), forms.verdicts());
            life.upstreams = upstreams(life.verdict);
            lives.put(fingerprint, life);
            dependants.note(life);
            schedule(life);
        });
    }

    /** Takes what arrives, and does everything whose time has come. Error: a {@link RuntimeException} where it cannot be read. */
    void take(Arrival arrival) {
        long secondBefore = Math.floorDiv(clock.received(), 1000);
        clock.received(arrival.receivedAt());
        switch (arrival.kind()) {
            case VERDICT -> arrived(arrival);
            case TICK -> clock.tick(arrival.partition(), arrival.at(), arrival.receivedAt());
            case MARK -> marked(forms.marks().value(arrival.payload()));
            case UNMARK -> unmarked(arrival.text());
            default -> throw new IllegalArgumentException("nothing that arrives: " + arrival.kind());
        }
        turn();
        if (Math.floorDiv(clock.received(), 1000) != secondBefore) {
            catchUp();
        }
        memory.putWaiting(CLOCK, clock.toBytes());
    }

    /** Up to which event time all alerts have been told; {@link EventClock#NONE} before any. */
    long now() {
        return clock.now();
    }

    private void arrived(Arrival arrival) {
        Verdict verdict = forms.verdicts().value(arrival.payload());
        String fingerprint = Fingerprint.of(verdict.getRule(), verdict.getSeries());
        LiveAlert life = lives.get(fingerprint);
        boolean ordered = life != null && life.alert != null
                ? life.ordered
                : !AlertRecords.isTest(verdict) && !upstreams(verdict).isEmpty();
        if (ordered) {
            line.add(fingerprint, arrival);
        } else {
            decide(verdict, fingerprint, false, arrival.receivedAt());
        }
    }

    private Set<String> upstreams(@Nullable Verdict verdict) {
        return verdict == null
                ? Set.of()
                : dependencies.upstreams(verdict.getLabels().get("api"));
    }

    /** Everything whose time has come, in the order of event time. */
    private void turn() {
        long now = clock.now();
        while (Math.min(timers.first(), line.first()) <= now) {
            long due = timers.first();
            if (due <= line.first()) {
                doDue(Objects.requireNonNull(lives.get(timers.take()), "timers are of lives"), due);
            } else {
                inTurn(line.take());
            }
        }
        Watchdog.renewal(clock, config.watchdogEvery(), lives.values(), line.size(), config.historicAfter())
                .ifPresent(output::alert);
    }

    private void inTurn(Arrival arrival) {
        switch (arrival.kind()) {
            case VERDICT -> {
                Verdict verdict = forms.verdicts().value(arrival.payload());
                String fingerprint = Fingerprint.of(verdict.getRule(), verdict.getSeries());
                decide(verdict, fingerprint, true, arrival.receivedAt());
            }
            case SOURCE -> began(Source.of(arrival.payload()), arrival.at());
            case SOURCE_ENDED -> ended(arrival.text(), arrival.at());
            default -> throw new IllegalStateException("nothing that waits: " + arrival.kind());
        }
    }

    private void decide(Verdict verdict, String fingerprint, boolean ordered, long receivedAt) {
        LiveAlert life = lives.computeIfAbsent(fingerprint, LiveAlert::new);
        long at = verdict.getAt().toEpochMilli();
        for (long due = timers.of(fingerprint); due <= at; due = timers.of(fingerprint)) {
            timers.set(fingerprint, Timers.NEVER);
            doDue(life, due);
        }
        life.ordered = ordered;
        if (life.alert == null) {
            life.upstreams = upstreams(verdict);
        }
        lives.put(fingerprint, life);
        keeper.verdict(life, verdict, receivedAt);
        settle(life, at);
    }

    private void doDue(LiveAlert life, long at) {
        keeper.due(life, at, clock.received());
        settle(life, at);
    }

    /** Keeps what has become of an alert, and tells those that it may inhibit. */
    private void settle(LiveAlert life, long at) {
        Source before = life.asSource;
        Source now = Muting.asSource(life);
        life.asSource = now;
        life.settledAt = at;
        dependants.note(life);
        schedule(life);
        keep(life);
        if (now != null && !now.equals(before)) {
            toSources(life, new Arrival(Kind.SOURCE, 0, clock.received(), at, now.toBytes()));
        } else if (now == null && before != null) {
            byte[] fingerprint = life.fingerprint.getBytes(StandardCharsets.UTF_8);
            toSources(life, new Arrival(Kind.SOURCE_ENDED, 0, clock.received(), at, fingerprint));
        }
    }

    private void schedule(LiveAlert life) {
        timers.set(life.fingerprint, keeper.nextDue(life, life.settledAt));
        if (life.isHistoric() && life.isUp()) {
            historic.add(life.fingerprint);
        }
    }

    private void keep(LiveAlert life) {
        if (life.isForgettable()) {
            lives.remove(life.fingerprint);
            memory.deleteLife(life.fingerprint);
        } else {
            memory.putLife(life.fingerprint, life.toBytes(forms.alerts(), forms.verdicts()));
        }
        if (life.alert != null && !life.shadow) {
            memory.putActive(life.alert);
            life.listed = true;
        } else if (life.listed) {
            memory.deleteActive(life.fingerprint);
            life.listed = false;
        }
    }

    private void toSources(LiveAlert life, Arrival change) {
        if (life.ordered) {
            inTurn(change);
        } else {
            line.add(life.fingerprint, change);
        }
    }

    private void began(Source source, long at) {
        sources.put(source);
        memory.putWaiting(SOURCE + source.fingerprint(), source.toBytes());
        refreshDependants(source.api(), at);
    }

    private void ended(String fingerprint, long at) {
        String api = sources.remove(fingerprint);
        memory.deleteWaiting(SOURCE + fingerprint);
        if (api != null) {
            refreshDependants(api, at);
        }
    }

    private void refreshDependants(String api, long at) {
        for (String fingerprint : dependants.of(api)) {
            refresh(Objects.requireNonNull(lives.get(fingerprint), "dependants are of lives"), at, false);
        }
    }

    /** Looks again at an alert; {@code marked} where a mark may also have changed what is due. */
    private void refresh(LiveAlert life, long at, boolean marked) {
        if (life.alert == null) {
            return;
        }
        long when = Math.max(at, life.alert.getAt().toEpochMilli());
        String source = life.source;
        long mutedUntil = life.mutedUntil;
        boolean written = keeper.refresh(life, when, clock.received());
        if (written || marked || !Objects.equals(life.source, source) || life.mutedUntil != mutedUntil) {
            settle(life, when);
        }
    }

    private void marked(Mark mark) {
        marks.put(mark);
        memory.putMark(mark);
        boolean acts = mark.getKind() == MarkKind.ACKNOWLEDGED
                || mark.getKind() == MarkKind.FALSE_ALARM
                || mark.getKind() == MarkKind.MAINTENANCE;
        long at = Math.max(clock.now(), mark.getFrom().toEpochMilli());
        for (LiveAlert life : about(mark)) {
            if (acts) {
                refresh(life, clock.now(), true);
            } else {
                keeper.note(life, mark, at);
            }
        }
    }

    private void unmarked(String id) {
        Mark mark = marks.remove(id);
        memory.deleteMark(id);
        if (mark != null) {
            about(mark).forEach(life -> refresh(life, clock.now(), true));
        }
    }

    private List<LiveAlert> about(Mark mark) {
        List<LiveAlert> found = new ArrayList<>();
        for (LiveAlert life : lives.values()) {
            if (life.alert != null && MarkBoard.isAbout(mark, life.alert)) {
                found.add(life);
            }
        }
        return found;
    }

    private void catchUp() {
        for (String fingerprint : List.copyOf(historic)) {
            LiveAlert life = lives.get(fingerprint);
            if (life == null || !life.isHistoric() || !life.isUp()) {
                historic.remove(fingerprint);
            } else if (clock.now() != EventClock.NONE
                    && (clock.lag() <= config.historicAfter().toMillis()
                            || clock.received() - life.historicFrom >= LONGEST_CATCH_UP_MILLIS)) {
                long at = Math.max(
                        clock.now(), life.alert == null ? 0 : life.alert.getAt().toEpochMilli());
                historic.remove(fingerprint);
                keeper.catchUp(life, at);
                settle(life, at);
            }
        }
    }
}
