package dev.hypercare.testdata.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Calls in order of arrival, made second by second: those that start in a second, and what their clients try again. Only calls
 * on their way are in memory.
 */
final class Traffic implements Iterator<Draft> {
    private static final int MOST_RETRIES = 2;
    private static final long RETRIES = 0xa6a1;
    private static final long EXTRA = 0xe24a;

    private final TrafficModel model;
    private final CallMaker maker;
    private final List<SimulatedRoute> routes;
    private final List<Injection> injections;
    private final PriorityQueue<OnItsWay> onTheWay =
            new PriorityQueue<>(Comparator.comparingLong(OnItsWay::arrival).thenComparingLong(OnItsWay::number));
    private final List<Injection> near = new ArrayList<>();
    private final long end;
    private long second;
    private long made;

    private record OnItsWay(long arrival, long number, Draft call) {}

    /**
     * Makes some of the traffic.
     *
     * @param routes whose calls to make
     * @param from first second, epoch ms
     * @param end after the last second, epoch ms
     */
    Traffic(TrafficModel model, List<SimulatedRoute> routes, List<Injection> injections, long from, long end) {
        this.model = model;
        this.maker = model.maker();
        this.routes = routes;
        this.injections = injections;
        this.second = from;
        this.end = end;
    }

    @Override
    public boolean hasNext() {
        while (second < end && (onTheWay.isEmpty() || onTheWay.element().arrival >= second)) {
            makeSecond();
            second += 1000;
        }
        return !onTheWay.isEmpty();
    }

    @Override
    public Draft next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return onTheWay.remove().call;
    }

    private void makeSecond() {
        near.clear();
        for (Injection injection : injections) {
            if (injection.near(second)) {
                near.add(injection);
            }
        }
        double load = model.day().load(second);
        for (SimulatedRoute route : routes) {
            long key = model.key(route, second);
            int calls = new Draws(key).poisson(model.perSecond(route, second, load));
            for (int i = 0; i < calls; i++) {
                send(maker.first(route, second, Draws.key(key, i)));
            }
        }
        for (Injection injection : near) {
            ExtraCalls extra = injection.extra();
            if (extra != null && second >= injection.from() && second < injection.to()) {
                long key = Draws.key(Draws.key(model.settings().seed() ^ EXTRA, injection.from()), second);
                extra.make(second, key, maker, this::send);
            }
        }
    }

    /** Lets the faults change a call, puts it on its way, and makes what its client tries after it. */
    private void send(Draft call) {
        for (Injection injection : near) {
            if (injection.touches(call)) {
                injection.apply(call);
            }
        }
        if (call.vanished) {
            return;
        }
        onTheWay.add(new OnItsWay(call.arrivalMillis(), made++, call));
        if (call.resends > 0 || call.failed() && call.attempt < MOST_RETRIES) {
            tryAgain(call);
        }
    }

    private void tryAgain(Draft call) {
        Draws draws = new Draws(Draws.key(call.key, RETRIES));
        if (call.resends > 0) {
            for (int i = 0; i < call.resends; i++) {
                send(maker.again(call, 20 + draws.below(2500), i));
            }
        } else if (draws.chance(call.route.api().retryShare())) {
            send(maker.again(call, 100L * (1 + call.attempt) + draws.below(400), 0));
        }
    }
}
