package dev.hypercare.cli.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.cli.lab.RecordedDay.InjectedFault;
import dev.hypercare.cli.lab.RecordedDay.LoggedError;
import dev.hypercare.contract.Resolution;
import dev.hypercare.patterns.PatternReplay;
import dev.hypercare.patterns.PatternsConfig;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.MessageCount;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternState;
import dev.hypercare.schemas.serde.TrustedRecords;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which patterns are reported as new or surging on a recorded day with injected faults, and when. What was not recorded did not happen: the
 * stretches that were are put one after the other, since nobody knows what is usual in the time between. All services go live
 * when the first stretch begins. Time is virtual.
 *
 * @param faults each with what was reported from its injection to the end of its stretch, in the order of time
 * @param outside what was reported at other times
 * @param seconds that were recorded
 * @param errors how many lines there were
 */
public record RecordedRun(List<FaultReport> faults, List<Report> outside, long seconds, long errors) {
    private static final Set<PatternState> NEWS =
            EnumSet.of(PatternState.NEW, PatternState.SURGING, PatternState.REGRESSED);
    /** Longer times without any line and any fault were not recorded. */
    private static final long GAP_MILLIS = 120_000;

    private static final long PANE = Resolution.PANE.millis();

    /**
     * A change of state that a person would be told.
     *
     * @param after seconds since the injection to the end of the pane that decided it; of others since the recording began
     */
    public record Report(String service, PatternState state, long after, long calls, String template) {}

    /** A fault and its reports, those of its own service and all. */
    public record FaultReport(Instant at, String service, String kind, List<Report> reports) {
        /** Those of the service that the fault was injected into. */
        public List<Report> own() {
            return reports.stream()
                    .filter(report -> report.service().equals(service))
                    .toList();
        }

        /** Seconds to the first report of a state, of any service; -1 for none. */
        public long first(PatternState state) {
            return reports.stream()
                    .filter(report -> report.state() == state)
                    .mapToLong(Report::after)
                    .min()
                    .orElse(-1);
        }
    }

    /** A stretch of the recording, and where it lies in virtual time; all in milliseconds. */
    private record Stretch(long start, long end, long begins) {
        long virtual(long at) {
            return begins + at - start;
        }
    }

    /** Runs a folder. Error: {@link dev.hypercare.contract.config.InvalidInput} where it cannot be read. */
    public static RecordedRun of(Path folder, PatternsConfig config) {
        TrustedRecords.trust();
        RecordedDay day = RecordedDay.read(folder);
        List<Stretch> stretches = stretches(day);
        long begin = stretches.get(0).begins();
        List<Pattern> told = new ArrayList<>();
        PatternReplay replay = new PatternReplay(config, List.of(), catalog(day, begin), 1, told::add);
        feed(day, stretches, replay);
        List<FaultReport> faults = new ArrayList<>();
        List<Pattern> left =
                new ArrayList<>(told.stream().filter(RecordedRun::isNews).toList());
        for (InjectedFault fault : day.faults()) {
            Stretch stretch = stretchOf(stretches, fault.at().toEpochMilli());
            if (stretch == null) {
                continue;
            }
            long from = stretch.virtual(fault.at().toEpochMilli());
            long to = stretch.virtual(stretch.end()) + PANE;
            List<Report> reports = new ArrayList<>();
            left.removeIf(pattern -> {
                long at = pattern.getAt().toEpochMilli();
                // Of a pane in which the fault began it is not known on which side of it the calls were; the newest
                // tells.
                boolean in = pattern.getLastSeen().toEpochMilli() >= from && at > from && at <= to;
                return in && reports.add(report(pattern, from));
            });
            faults.add(new FaultReport(fault.at(), fault.service(), fault.kind(), List.copyOf(reports)));
        }
        List<Report> outside =
                left.stream().map(pattern -> report(pattern, begin)).toList();
        long millis = stretches.stream()
                .mapToLong(stretch -> stretch.end() - stretch.start())
                .sum();
        return new RecordedRun(
                List.copyOf(faults), outside, millis / 1000, day.errors().size());
    }

    private static boolean isNews(Pattern pattern) {
        return NEWS.contains(pattern.getState()) && pattern.getState() != pattern.getPreviousState();
    }

    private static Report report(Pattern pattern, long from) {
        return new Report(
                String.valueOf(pattern.getApi()),
                pattern.getState(),
                (pattern.getAt().toEpochMilli() - from) / 1000,
                pattern.getRecent(),
                pattern.getTemplate());
    }

    private static List<CatalogEntry> catalog(RecordedDay day, long begin) {
        return day.errors().stream()
                .map(LoggedError::service)
                .distinct()
                .map(service -> CatalogEntry.newBuilder()
                        .setApi(service)
                        .setGoLiveAt(Instant.ofEpochMilli(begin))
                        .build())
                .toList();
    }

    private static List<Stretch> stretches(RecordedDay day) {
        List<Long> instants = new ArrayList<>();
        day.errors().forEach(error -> instants.add(error.at().toEpochMilli()));
        day.faults().forEach(fault -> instants.add(fault.at().toEpochMilli()));
        instants.sort(null);
        List<Stretch> stretches = new ArrayList<>();
        long start = instants.get(0);
        long begins = Resolution.PANE.startOf(start);
        long last = start;
        for (long instant : instants) {
            if (instant - last > GAP_MILLIS) {
                stretches.add(new Stretch(start, last, begins));
                begins = Resolution.PANE.startOf(begins + last - start + PANE);
                start = instant;
            }
            last = instant;
        }
        stretches.add(new Stretch(start, last, begins));
        return stretches;
    }

    private static @Nullable Stretch stretchOf(List<Stretch> stretches, long at) {
        return stretches.stream()
                .filter(stretch -> stretch.start() <= at && at <= stretch.end())
                .findFirst()
                .orElse(null);
    }

    private static void feed(RecordedDay day, List<Stretch> stretches, PatternReplay replay) {
        TreeMap<Long, TreeMap<String, TreeMap<String, MessageCount>>> panes = new TreeMap<>();
        for (LoggedError error : day.errors()) {
            Stretch stretch = stretchOf(stretches, error.at().toEpochMilli());
            if (stretch == null) {
                continue;
            }
            long at = stretch.virtual(error.at().toEpochMilli());
            panes.computeIfAbsent(Resolution.PANE.startOf(at), unseen -> new TreeMap<>())
                    .computeIfAbsent(error.service(), unseen -> new TreeMap<>())
                    .merge(error.text() + "\n" + error.route(), count(error, at), RecordedRun::sum);
        }
        panes.forEach((pane, services) -> {
            services.forEach((service, counts) -> replay.take(MessageCounts.newBuilder()
                    .setSourcePartition(0)
                    .setApi(service)
                    .setPaneStart(Instant.ofEpochMilli(pane))
                    .setTakenWith(Instant.ofEpochMilli(pane))
                    .setEntries(new ArrayList<>(counts.values()))
                    .build()));
            replay.time(Instant.ofEpochMilli(pane + PANE));
        });
    }

    private static MessageCount count(LoggedError error, long at) {
        return MessageCount.newBuilder()
                .setMessage(error.text())
                .setStatus(500)
                .setRoute(error.route())
                .setCalls(1)
                .setFirstCompletedAt(Instant.ofEpochMilli(at))
                .setLastCompletedAt(Instant.ofEpochMilli(at))
                .setTraceIds(List.of(error.trace()))
                .build();
    }

    private static MessageCount sum(MessageCount one, MessageCount other) {
        return MessageCount.newBuilder(one)
                .setCalls(one.getCalls() + other.getCalls())
                .setLastCompletedAt(other.getLastCompletedAt()) // lines are in order
                .build();
    }

    /** How many of the faults had a report of one of these states, of their own service or of any. */
    public long found(boolean ownOnly) {
        return faults.stream()
                .filter(fault -> !(ownOnly ? fault.own() : fault.reports()).isEmpty())
                .count();
    }

    /** The result for programs. */
    public String json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("faults", faults.size())
                .put("found", found(false))
                .put("foundOnOwnService", found(true))
                .put("outside", outside.size())
                .put("recordedSeconds", seconds)
                .put("lines", errors);
        ArrayNode list = json.putArray("perFault");
        for (FaultReport fault : faults) {
            ObjectNode one = list.addObject()
                    .put("at", fault.at().toString())
                    .put("service", fault.service())
                    .put("kind", fault.kind());
            write(one.putArray("reports"), fault.reports());
        }
        write(json.putArray("outsideReports"), outside);
        return json.toPrettyString();
    }

    private static void write(ArrayNode to, List<Report> reports) {
        for (Report report : reports) {
            to.addObject()
                    .put("service", report.service())
                    .put("state", report.state().name())
                    .put("seconds", report.after())
                    .put("calls", report.calls())
                    .put("template", report.template());
        }
    }

    /** How many reports outside the faults there were of each state, for people. */
    public Map<String, Long> outsideByState() {
        Map<String, Long> byState = new TreeMap<>();
        outside.forEach(report -> byState.merge(report.state().name().toLowerCase(Locale.ROOT), 1L, Long::sum));
        return byState;
    }
}
