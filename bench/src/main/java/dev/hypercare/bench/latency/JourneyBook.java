package dev.hypercare.bench.latency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/** The journeys of one measurement, by what will be heard of them. */
final class JourneyBook {
    private record Place(long offset, Journey journey) {}

    private final List<Journey> all = new ArrayList<>();
    private final Map<String, List<Journey>> bySeries = new HashMap<>();
    private final Map<TopicPartition, List<Place>> unread = new HashMap<>();

    /** A breach of a series begins with a call. */
    synchronized Journey begin(String series, long completedAt) {
        Journey journey = new Journey(completedAt);
        all.add(journey);
        bySeries.computeIfAbsent(series, unseen -> new ArrayList<>()).add(journey);
        return journey;
    }

    /** The broker has it, at a place. */
    synchronized void acknowledged(Journey journey, TopicPartition partition, long offset, long at) {
        journey.acknowledged(at);
        unread.computeIfAbsent(partition, unseen -> new ArrayList<>()).add(new Place(offset, journey));
    }

    /** Everything before an offset was committed by the application that reads it first. */
    synchronized void committed(TopicPartition partition, long offset, long at) {
        List<Place> places = unread.computeIfAbsent(partition, unseen -> new ArrayList<>());
        places.forEach(place -> {
            if (place.offset < offset) {
                place.journey.read(at);
            }
        });
        places.removeIf(place -> place.offset < offset);
    }

    /** A breach was decided for the end of a slice; see {@link Journey#closed}. */
    synchronized void closed(String series, long decided, long flushed, long at) {
        for (Journey journey : bySeries.getOrDefault(series, List.of())) {
            if (!journey.isClosed() && journey.endOfSlice() <= decided) {
                journey.closed(at, decided, flushed);
            }
        }
    }

    /** An alert that fires. Verdicts are read before it. */
    synchronized void alerted(String series, long at) {
        for (Journey journey : bySeries.getOrDefault(series, List.of())) {
            if (journey.isClosed() && !journey.isAlerted()) {
                journey.alerted(at);
            }
        }
    }

    /** The record of a pane. */
    synchronized void stored(String series, long pane, long at) {
        for (Journey journey : bySeries.getOrDefault(series, List.of())) {
            if (journey.pane() == pane) {
                journey.stored(at);
            }
        }
    }

    /** How many have begun. */
    synchronized int begun() {
        return all.size();
    }

    /** Those of which all hops were seen. */
    synchronized List<Journey> complete() {
        return all.stream().filter(Journey::isComplete).toList();
    }

    /** How far they all have come, for people. */
    synchronized String show() {
        return all.size() + " breaches: " + count(Journey::isAcknowledged) + " acknowledged, " + count(Journey::isRead)
                + " read, " + count(Journey::isClosed) + " decided, " + count(Journey::isAlerted) + " alerted, "
                + count(Journey::isStored) + " with their pane";
    }

    private long count(Predicate<Journey> which) {
        return all.stream().filter(which).count();
    }
}
