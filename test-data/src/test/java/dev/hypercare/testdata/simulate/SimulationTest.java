package dev.hypercare.testdata.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SimulationTest {
    /** Long enough for one fault after another, thin enough for a test. */
    private static SimulationSettings thin(long seed) {
        return SimulationSettings.of(seed)
                .lasting(Duration.ofMinutes(200), Duration.ofMinutes(10))
                .scaled(0.15);
    }

    private static SimulationSettings anHour(long seed) {
        return SimulationSettings.of(seed)
                .lasting(Duration.ofHours(1), Duration.ofMinutes(10))
                .scaled(0.5);
    }

    @Test
    void theSameSeedGivesTheSameBytesToday() throws NoSuchAlgorithmException {
        assertThat(List.of(digest(1), digest(2))).containsExactly("4ca755e2046d8306", "c08067ef68154c0c");
    }

    /** Of all that a simulation of an hour tells. A change of the simulator changes it: then put the new one here. */
    private static String digest(long seed) throws NoSuchAlgorithmException {
        Simulation simulation = Simulation.of(anHour(seed).scaled(0.1));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        simulation.calls().forEachRemaining(call -> update(digest, call));
        simulation.faults().forEach(fault -> update(digest, fault));
        simulation.changes().forEach(change -> update(digest, change));
        simulation.tickets().forEach(ticket -> update(digest, ticket));
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    private static void update(MessageDigest digest, Record record) {
        digest.update(record.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 4)
    void theStreamIsTheSameEachTimeAndInOrderOfArrival(@ForAll long seed) {
        Simulation simulation = Simulation.of(anHour(seed));
        Iterator<SimulatedCall> again = Simulation.of(anHour(seed)).calls();
        Iterator<SimulatedCall> calls = simulation.calls();
        long last = Long.MIN_VALUE;
        for (int i = 0; i < 60_000 && calls.hasNext(); i++) {
            SimulatedCall call = calls.next();
            assertThat(call.arrivedAt()).isGreaterThanOrEqualTo(last);
            last = call.arrivedAt();
            assertThat(again.next()).isEqualTo(call);
        }
    }

    @Property(tries = 4)
    void whatALogTellsIsPossible(@ForAll long seed) {
        Simulation simulation = Simulation.of(thin(seed));
        Iterator<SimulatedCall> calls = simulation.callsWithoutFaults();
        while (calls.hasNext()) {
            SimulatedCall call = calls.next();
            assertThat(call.durationMicros()).isPositive();
            assertThat(call.completedAt() - call.startedAt()).isEqualTo(call.durationMicros() / 1000);
            assertThat(call.arrivedAt() - call.completedAt()).isBetween(0L, 300L);
            assertThat(call.status()).isBetween(200, 599);
            assertThat(call.tokensIn() == null).isEqualTo(call.costMicros() == null);
            assertThat(call.model() == null).isEqualTo(call.provider() == null);
            assertThat(call.errorCode() == null).isEqualTo(call.status() < 400);
        }
    }

    @Property(tries = 3, seed = "3")
    void ratesAndSharesAreThoseOfTheLandscapeWithinTheirChance(@ForAll long seed) {
        Simulation simulation = Simulation.of(anHour(seed));
        Map<String, long[]> counts = new HashMap<>();
        simulation.callsWithoutFaults().forEachRemaining(call -> {
            long[] count = counts.computeIfAbsent(call.api() + call.route(), key -> new long[3]);
            count[0]++;
            count[1] += call.failed() ? 1 : 0;
            count[2] += call.clientError() ? 1 : 0;
        });
        TrafficModel model = simulation.model();
        for (SimulatedRoute route : model.landscape().routes()) {
            long[] count = counts.getOrDefault(route.api().name() + route.path(), new long[3]);
            double expected = 0;
            for (long at = model.settings().fromMillis(); at < model.settings().toMillis(); at += 1000) {
                expected += model.perSecond(route, at);
            }
            double retried = expected * route.serverErrors();
            assertThat((double) count[0])
                    .as(route.path())
                    .isBetween(
                            expected - 6 * Math.sqrt(expected),
                            expected + retried * 1.2 + 6 * Math.sqrt(expected + 1) + 3);
            assertShare(route.path(), count[1], count[0], route.serverErrors());
            assertShare(route.path(), count[2], count[0], route.clientErrors());
        }
    }

    private static void assertShare(String what, long hits, long calls, double share) {
        double deviation = Math.sqrt(calls * share * (1 - share)) + 1;
        assertThat((double) hits).as(what).isCloseTo(calls * share, within(6 * deviation));
    }

    @Property(tries = 6, seed = "6")
    void theLandscapeIsThatOfALaunch(@ForAll long seed) {
        Landscape landscape = LandscapeMaker.make(seed);
        assertThat(landscape.apis()).hasSizeBetween(20, 40);
        assertThat(landscape.routes()).hasSizeBetween(60, 100);
        assertThat(landscape.gateways()).hasSizeBetween(3, 5);
        assertThat(landscape.routes().stream().map(route -> route.api().name() + route.path()))
                .doesNotHaveDuplicates();
        assertThat(landscape.perSecond()).isBetween(80.0, 260.0);
        assertThat(landscape.routes()).allMatch(route -> route.perSecond() >= 0.1 && route.perSecond() < 60);
        assertThat(landscape.routes()).anyMatch(route -> route.perSecond() < 0.25);
        assertThat(landscape.routes()).anyMatch(route -> route.perSecond() > 15);
        assertThat(landscape.routes().stream().filter(SimulatedRoute::callsModels))
                .hasSize(6);
    }

    @Property(tries = 10, seed = "10")
    void everyKindOccursInTwelveHoursAndFewAreNeverDecidable(@ForAll @LongRange(min = 1, max = 1000) long seed) {
        List<SimulatedFault> faults = Simulation.of(SimulationSettings.of(seed)).faults();
        assertThat(faults.stream().map(SimulatedFault::kind).distinct().sorted())
                .isEqualTo(Arrays.asList(SimulatedFaultKind.values()));
        assertThat(faults)
                .filteredOn(fault -> fault.plainAt() != null)
                .allSatisfy(fault -> assertThat(fault.plainAt()).isGreaterThanOrEqualTo(fault.decidableAt()));
        assertThat(faults).filteredOn(fault -> fault.decidableAt() == null).hasSizeLessThanOrEqualTo(2);
        assertThat(faults)
                .filteredOn(fault -> fault.decidableAt() != null)
                .allSatisfy(fault -> assertThat(fault.decidableAt())
                        .isGreaterThanOrEqualTo(fault.from())
                        .isLessThan(fault.to()));
    }

    @Property(tries = 3)
    void aFaultIsDecidableWhenItsOwnCallsInTheWholeStreamSaySo(@ForAll long seed) {
        Simulation simulation = Simulation.of(thin(seed));
        for (int i = 0; i < simulation.faults().size(); i++) {
            SimulatedFault fault = simulation.faults().get(i);
            Injection injection = simulation.injections().get(i);
            LabelFilter touched = new LabelFilter(fault);
            Iterator<SimulatedCall> calls = touched.of(simulation.calls());
            Long at = injection.evidence().decidedAt(fault.from(), calls, SimulatedFault.SIGNIFICANCE);
            assertThat(at == null || at >= fault.to() ? null : at)
                    .as(fault.toString())
                    .isEqualTo(fault.decidableAt());
        }
    }

    @Property(tries = 3, seed = "33")
    void faultsChangeOnlyTheCallsOfTheirLabels(@ForAll long seed) {
        Simulation simulation = Simulation.of(thin(seed));
        Map<String, SimulatedCall> without = new HashMap<>();
        simulation.callsWithoutFaults().forEachRemaining(call -> without.put(call.requestId(), call));
        List<LabelFilter> filters =
                simulation.faults().stream().map(LabelFilter::new).toList();
        int[] changed = new int[filters.size()];
        simulation.calls().forEachRemaining(call -> {
            SimulatedCall before = without.remove(call.requestId());
            if (!call.equals(before)) {
                assertAllowed(filters, call, false, changed);
            }
        });
        // What is left did not come.
        without.values().forEach(call -> assertAllowed(filters, call, true, changed));
        assertThat(changed).as("%s", simulation.faults()).doesNotContain(0);
    }

    private static void assertAllowed(List<LabelFilter> filters, SimulatedCall call, boolean missing, int[] changed) {
        boolean allowed = false;
        for (int i = 0; i < changed.length; i++) {
            if (filters.get(i).mayChange(call, missing)) {
                changed[i]++;
                allowed = true;
            }
        }
        assertThat(allowed).as(call.toString()).isTrue();
    }
}
