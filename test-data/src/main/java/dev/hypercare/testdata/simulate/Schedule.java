package dev.hypercare.testdata.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * When which kind of fault occurs: each once in a random order, in places of equal length, one after another where the time allows
 * it, side by side where it does not. Some places stay empty: quiet time between faults. Long simulations have several rounds.
 */
final class Schedule {
    /** A shorter place would be too short for most faults to be found: then they are put side by side. */
    private static final long SHORTEST_PLACE = 8 * 60_000;
    /** Where there is more time than this for each, there is another round. */
    private static final long LONGEST_PLACE = 40 * 60_000;

    private static final int QUIET_PLACES = 2;
    private static final double MOST_OF_A_PLACE = 0.7;

    private Schedule() {}

    /**
     * A fault to come.
     *
     * @param from epoch ms
     * @param to epoch ms
     */
    record Slot(SimulatedFaultKind kind, long from, long to) {}

    private record Place(@Nullable SimulatedFaultKind kind, int first, int places) {}

    /** The slots by their beginning. */
    static List<Slot> of(SimulationSettings settings, DailyLoad day, Draws draws) {
        long begin = settings.firstFaultMillis();
        long time = settings.toMillis() - begin;
        int once = width(kinds(1));
        int rounds = (int) Math.max(1, time / (LONGEST_PLACE * (once + 2 * QUIET_PLACES)));
        List<SimulatedFaultKind> kinds = kinds(rounds);
        boolean quiet = time / SHORTEST_PLACE > 2L * width(kinds);
        int lanes = (int) Math.max(1, (width(kinds) * SHORTEST_PLACE + time - 1) / time);
        List<Place> places = places(shuffled(kinds, quiet ? 2 * rounds : 0, draws), lanes);
        int last = places.stream()
                .mapToInt(place -> place.first + place.places)
                .max()
                .orElse(1);
        double length = (double) time / last;
        List<Slot> slots = new ArrayList<>();
        for (Place place : thinAtNight(places, index -> day.load(begin + (long) (index * length)))) {
            SimulatedFaultKind kind = place.kind;
            if (kind != null) {
                long from = begin + (long) (length * (place.first + draws.between(0.05, 0.2)));
                long lasts = (long) Math.min(kind.lasts(draws), length * place.places * MOST_OF_A_PLACE);
                slots.add(new Slot(kind, from, from + lasts));
            }
        }
        slots.sort(Comparator.comparingLong(Slot::from));
        return slots;
    }

    private static List<SimulatedFaultKind> kinds(int rounds) {
        return Collections.nCopies(rounds, Arrays.asList(SimulatedFaultKind.values())).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static int width(List<SimulatedFaultKind> kinds) {
        return kinds.stream().mapToInt(SimulatedFaultKind::places).sum();
    }

    /** Null stands for quiet time. */
    private static List<@Nullable SimulatedFaultKind> shuffled(List<SimulatedFaultKind> kinds, int quiet, Draws draws) {
        List<@Nullable SimulatedFaultKind> order = new ArrayList<>(kinds);
        for (int i = 0; i < quiet; i++) {
            order.add(null);
        }
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, draws.below(i + 1));
        }
        return order;
    }

    private static List<Place> places(List<@Nullable SimulatedFaultKind> order, int lanes) {
        int[] used = new int[lanes];
        List<Place> places = new ArrayList<>();
        for (SimulatedFaultKind kind : order) {
            int lane = 0;
            for (int i = 1; i < lanes; i++) {
                lane = used[i] < used[lane] ? i : lane;
            }
            int width = kind == null ? QUIET_PLACES : kind.places();
            places.add(new Place(kind, used[lane], width));
            used[lane] += width;
        }
        return places;
    }

    /** Thin traffic fails when there is least traffic: it changes places with what was to be then. */
    private static List<Place> thinAtNight(List<Place> places, IntToDoubleFunction load) {
        List<Place> changed = new ArrayList<>(places);
        for (int i = 0; i < changed.size(); i++) {
            Place thin = changed.get(i);
            if (thin.kind == SimulatedFaultKind.THIN_TRAFFIC_ERRORS) {
                Place night = places.stream()
                        .filter(place -> place.places == 1 && place.kind != null)
                        .min(Comparator.comparingDouble(place -> load.applyAsDouble(place.first)))
                        .orElse(thin);
                int there = changed.indexOf(night);
                if (there >= 0) {
                    changed.set(i, new Place(night.kind, thin.first, 1));
                    changed.set(there, new Place(thin.kind, night.first, 1));
                }
            }
        }
        return changed;
    }
}
