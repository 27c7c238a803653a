package dev.hypercare.testdata.simulate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The traffic of a launch with its faults, made from a seed: the same seed gives the same calls, changes, tickets and labels, on
 * any machine.
 *
 * <p>From the seed a landscape is drawn: APIs with routes, of which some are called many times a second and some once in ten,
 * consumers, gateways, AI models. Each route has its own share of ordinary errors and its own latencies. Calls arrive by chance
 * (Poisson) around a rate that follows the time of day and wavers a little; clients try failed calls again; logs arrive in an order
 * that is not that of completion. Harmless deployments happen all the time.
 *
 * <p>A call is a function of the seed, its route and its second. So a fault changes only the calls that it touches: {@link
 * #callsWithoutFaults()} has all others unchanged. Faults come one after another, in a short simulation side by side on different
 * APIs, each kind at least once.
 *
 * <p>When a fault could have been known is fixed here, before any rule has seen a call: the calls that it touches are made once
 * ahead, and an exact test against the rates from which the calls are made says when chance no longer explains them. See {@link
 * SimulatedFault#decidableAt()}.
 *
 * <p>Calls are made while they are read; what is in memory are those on their way.
 */
public final class Simulation {
    private static final long LANDSCAPE = 1;
    private static final long SEASON = 2;
    private static final long FAULTS = 3;
    private static final long CHANGES = 4;
    private static final long TICKETS = 5;

    private final TrafficModel withoutFaults;
    private final TrafficModel model;
    private final List<Injection> injections;
    private final List<SimulatedChange> changes;
    private final List<SimulatedTicket> tickets;
    private final List<SimulatedFault> faults;

    private Simulation(SimulationSettings settings) {
        long key = Draws.key(settings.seed(), 0);
        Landscape landscape = LandscapeMaker.make(Draws.key(key, LANDSCAPE));
        DailyLoad day = new DailyLoad(Draws.key(key, SEASON));
        TrafficModel plain = new TrafficModel(settings, landscape, day, new Versions(List.of()));
        injections = InjectionPlan.of(plain, Draws.key(key, FAULTS));
        List<SimulatedChange> harmless = ChangePlan.harmless(plain, injections, Draws.key(key, CHANGES));
        changes = ChangePlan.all(plain, injections, Draws.key(key, CHANGES));
        tickets = TicketPlan.of(plain, injections, Draws.key(key, TICKETS));
        withoutFaults = new TrafficModel(settings, landscape, day, new Versions(harmless));
        model = new TrafficModel(settings, landscape, day, new Versions(changes));
        faults = labels();
    }

    /** Draws a simulation and decides when its faults are decidable, which takes a second or so. */
    public static Simulation of(SimulationSettings settings) {
        return new Simulation(settings);
    }

    public SimulationSettings settings() {
        return model.settings();
    }

    /** The labels by their beginning. */
    public List<SimulatedFault> faults() {
        return faults;
    }

    /** Deployments and rollbacks by time. */
    public List<SimulatedChange> changes() {
        return changes;
    }

    /** By time. */
    public List<SimulatedTicket> tickets() {
        return tickets;
    }

    /** Names of the APIs. */
    public List<String> apis() {
        return model.landscape().apis().stream().map(SimulatedApi::name).toList();
    }

    /** Names of the gateways. */
    public List<String> gateways() {
        return model.landscape().gateways();
    }

    /** All calls in order of arrival, from the beginning; made while they are read. */
    public Iterator<SimulatedCall> calls() {
        return calls(model, injections);
    }

    /** The same launch without its faults and without the deployments that are faults. */
    public Iterator<SimulatedCall> callsWithoutFaults() {
        return calls(withoutFaults, List.of());
    }

    TrafficModel model() {
        return model;
    }

    List<Injection> injections() {
        return injections;
    }

    private static Iterator<SimulatedCall> calls(TrafficModel of, List<Injection> injections) {
        SimulationSettings settings = of.settings();
        Traffic traffic =
                new Traffic(of, of.landscape().routes(), injections, settings.fromMillis(), settings.toMillis());
        List<String> gateways = of.landscape().gateways();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return traffic.hasNext();
            }

            @Override
            public SimulatedCall next() {
                return traffic.next().toCall(gateways);
            }
        };
    }

    private List<SimulatedFault> labels() {
        Map<SimulatedFaultKind, Integer> seen = new EnumMap<>(SimulatedFaultKind.class);
        List<SimulatedFault> labels = new ArrayList<>();
        for (Injection injection : injections) {
            int number = seen.merge(injection.kind(), 1, Integer::sum);
            String id = injection.kind().id() + (number == 1 ? "" : "-" + number);
            labels.add(injection
                    .label(id, model.landscape())
                    .decidable(
                            decidedAt(injection, SimulatedFault.SIGNIFICANCE),
                            decidedAt(injection, SimulatedFault.PLAINLY)));
        }
        return List.copyOf(labels);
    }

    private @Nullable Long decidedAt(Injection injection, double probability) {
        TouchedCalls touched = new TouchedCalls(model, injections, injection);
        Long at = injection.evidence().decidedAt(injection.from(), touched, probability);
        return at == null || at >= injection.to() ? null : at;
    }
}
