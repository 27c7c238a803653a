package dev.hypercare.deliver.alert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds back what was written long ago until what followed it has been read, so that catching up after an outage tells nobody of what is
 * over: of each alert only the newest record comes out, and none of one that began and ended meanwhile. A partition has caught up with
 * the first fresh record, when no old one came for a while, or when it took too long. All times are epoch ms and arguments. Not
 * thread-safe.
 */
public final class Backlog {
    /** How long no old record may come before a partition counts as caught up, milliseconds. */
    static final long QUIET_MS = 2_000;
    /** How long catching up may take before what is known is told all the same, milliseconds. */
    static final long LONGEST_MS = 60_000;

    private final long oldMs;
    private final Map<String, Held> byPartition = new HashMap<>();

    /** What one partition holds back. */
    private static final class Held {
        final Map<String, Life> lives = new LinkedHashMap<>();
        final long since;
        long lastOld;
        long first;

        Held(long now, long first) {
            this.since = now;
            this.lastOld = now;
            this.first = first;
        }
    }

    /** What is held of one alert: its newest record, and whether its beginning is held too. */
    private record Life(Transition newest, boolean begunHere) {}

    /** @param oldMs from which age on a record is old, milliseconds */
    public Backlog(long oldMs) {
        this.oldMs = oldMs;
    }

    /** Takes a record in; returns what may be told now, in order. */
    public List<Transition> add(Transition transition, long now) {
        Held held = byPartition.get(transition.partition());
        if (now - transition.writtenAt() >= oldMs) {
            if (held == null) {
                held = new Held(now, transition.offset());
                byPartition.put(transition.partition(), held);
            }
            held.lastOld = now;
            hold(held, transition);
            return List.of();
        }
        List<Transition> ready = new ArrayList<>();
        if (held != null) {
            ready.addAll(release(transition.partition(), held));
        }
        ready.add(transition);
        return ready;
    }

    /** What may be told now although nothing came. */
    public List<Transition> ready(long now) {
        List<Transition> ready = new ArrayList<>();
        for (Map.Entry<String, Held> entry : List.copyOf(byPartition.entrySet())) {
            Held held = entry.getValue();
            if (now - held.lastOld >= QUIET_MS || now - held.since >= LONGEST_MS) {
                ready.addAll(release(entry.getKey(), held));
            }
        }
        return ready;
    }

    /** The first offset of a partition that is held back; {@link Long#MAX_VALUE} where none is. */
    public long firstHeld(String partition) {
        Held held = byPartition.get(partition);
        return held == null ? Long.MAX_VALUE : held.first;
    }

    /** Forgets partitions that belong to another task now. */
    public void forget(Set<String> partitions) {
        byPartition.keySet().removeAll(partitions);
    }

    /** Whether anything is held back. */
    public boolean isEmpty() {
        return byPartition.isEmpty();
    }

    private static void hold(Held held, Transition transition) {
        DeliveredAlert alert = transition.alert();
        Life before = held.lives.remove(alert.fingerprint());
        boolean begun;
        if (before == null) {
            begun = alert.isActive();
        } else {
            // What ended and begins again was told of before, unless its beginning is held as well.
            begun = before.begunHere();
        }
        held.lives.put(alert.fingerprint(), new Life(transition, begun));
    }

    private List<Transition> release(String partition, Held held) {
        byPartition.remove(partition);
        return held.lives.values().stream()
                .filter(life -> life.newest().alert().isActive() || !life.begunHere())
                .map(Life::newest)
                .toList();
    }
}
