package dev.hypercare.cli.lab;

import dev.hypercare.cli.lab.RecordedDay.InjectedFault;
import dev.hypercare.cli.lab.RecordedDay.LoggedError;
import dev.hypercare.cli.lab.RecordedDay.ServiceCall;
import dev.hypercare.contract.text.TextMask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a recording shows of a fault, whatever is reported: from {@link #EARLY} before its labelled time to the next fault or the end of its stretch.
 *
 * @param calls of the service that it was injected into
 * @param failing traces of these with a line of level ERROR of any service
 * @param lines WARN and ERROR, of all services
 * @param messages how many different ones, masked
 * @param own of these, twice or more here, and in no stretch without this kind of fault in this service
 * @param known when the first of these had been logged before, with an earlier fault; null for never
 * @param first seconds from the labelled time to the first line of one of these; null for none
 * @param slower how many times as long as in other stretches the slowest twentieth of the calls of the service took; null where one has none
 */
public record FaultSigns(
        long calls,
        long failing,
        long lines,
        int messages,
        int own,
        @Nullable Instant known,
        @Nullable Long first,
        @Nullable Double slower) {
    /** Labels are made by hand, or by the minute: what only a fault brings may come so long before its labelled time. */
    static final Duration EARLY = Duration.ofSeconds(65);

    /** From here on a fault shows in the latency. */
    private static final double SLOW = 2;

    /** By which signal it could be seen, for people. */
    String signal() {
        if (own > 0) {
            return known == null
                    ? "new message"
                    : "message known since " + known.toString().substring(11, 16);
        }
        return slower != null && slower >= SLOW ? "latency" : "none in these logs";
    }

    /** Of each fault, in their order; null for one whose time was not recorded. */
    static List<@Nullable FaultSigns> of(RecordedDay day, List<RecordedStretch> stretches) {
        List<NamedLine> lines = day.errors().stream().map(NamedLine::of).toList();
        Map<String, Set<Integer>> places = new HashMap<>();
        for (NamedLine line : lines) {
            places.computeIfAbsent(line.name, unseen -> new HashSet<>()).add(place(stretches, line.error.at()));
        }
        Map<String, Set<Integer>> kinds = new HashMap<>();
        for (InjectedFault fault : day.faults()) {
            kinds.computeIfAbsent(kind(fault), unseen -> new HashSet<>()).add(place(stretches, fault.at()));
        }
        List<@Nullable FaultSigns> signs = new ArrayList<>();
        for (InjectedFault fault : day.faults()) {
            RecordedStretch stretch = RecordedStretch.at(stretches, fault.at());
            signs.add(
                    stretch == null
                            ? null
                            : of(day, lines, fault, stretch, places, kinds.getOrDefault(kind(fault), Set.of())));
        }
        return signs;
    }

    private static FaultSigns of(
            RecordedDay day,
            List<NamedLine> named,
            InjectedFault fault,
            RecordedStretch stretch,
            Map<String, Set<Integer>> places,
            Set<Integer> ofKind) {
        long end = stretch.endOf(fault, day);
        Set<String> failed = new HashSet<>();
        Map<String, Integer> messages = new TreeMap<>();
        Map<String, Instant> firsts = new HashMap<>();
        Map<String, Instant> ever = new HashMap<>();
        long lines = 0;
        for (NamedLine line : named) {
            LoggedError error = line.error;
            ever.putIfAbsent(line.name, error.at());
            if (isIn(fault, stretch, end, error.at())) {
                lines++;
                messages.merge(line.name, 1, Integer::sum);
                firsts.putIfAbsent(line.name, error.at());
                if (error.error()) {
                    failed.add(error.trace());
                }
            }
        }
        List<String> own = messages.keySet().stream()
                .filter(message -> messages.getOrDefault(message, 0) > 1
                        && ofKind.containsAll(places.getOrDefault(message, Set.of())))
                .toList();
        Instant first = own.stream().map(firsts::get).min(Instant::compareTo).orElse(null);
        Instant before = own.stream()
                .map(ever::get)
                .filter(at -> at.isBefore(fault.at().minus(EARLY)))
                .min(Instant::compareTo)
                .orElse(null);
        List<ServiceCall> ofService = day.calls().stream()
                .filter(call -> call.service().equals(fault.service()))
                .toList();
        List<ServiceCall> here = ofService.stream()
                .filter(call -> isIn(fault, stretch, end, call.at()))
                .toList();
        long failing = here.stream()
                .map(ServiceCall::trace)
                .distinct()
                .filter(failed::contains)
                .count();
        return new FaultSigns(
                here.size(),
                failing,
                lines,
                messages.size(),
                own.size(),
                before,
                first == null
                        ? null
                        : (Long) Duration.between(fault.at(), first).toSeconds(),
                slower(
                        here,
                        ofService.stream()
                                .filter(call -> !stretch.holds(call.at()))
                                .toList()));
    }

    private static boolean isIn(InjectedFault fault, RecordedStretch stretch, long end, Instant at) {
        return stretch.holds(at)
                && at.toEpochMilli() <= end
                && !at.isBefore(fault.at().minus(EARLY));
    }

    private static @Nullable Double slower(Collection<ServiceCall> here, Collection<ServiceCall> elsewhere) {
        return here.isEmpty() || elsewhere.isEmpty() ? null : (Double) ((double) slow(here) / slow(elsewhere));
    }

    private static long slow(Collection<ServiceCall> calls) {
        long[] micros = calls.stream().mapToLong(ServiceCall::micros).toArray();
        Arrays.sort(micros);
        return Math.max(1, micros[(int) (micros.length * 0.95)]);
    }

    private static int place(List<RecordedStretch> stretches, Instant at) {
        RecordedStretch stretch = RecordedStretch.at(stretches, at);
        return stretch == null ? -1 : stretches.indexOf(stretch);
    }

    /** A line with the name that is its message, masked: masking is slow, and each line is looked at once for every fault. */
    private record NamedLine(LoggedError error, String name) {
        static NamedLine of(LoggedError error) {
            return new NamedLine(error, error.service() + " " + TextMask.mask(error.text()));
        }
    }

    private static String kind(InjectedFault fault) {
        return fault.service() + " " + fault.kind();
    }
}
