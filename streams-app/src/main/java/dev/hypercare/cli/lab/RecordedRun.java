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
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which patterns are reported as new or surging on a recorded day with injected faults, and when. What was not recorded did not happen: the
 * stretches that were are put one after the other, since nobody knows what is usual in the time between. All services go live
 * when the first stretch begins. Time is virtual.
 *
 * @param faults each with what was reported from shortly before its labelled time to the end of its stretch, in the order of time
 * @param outside what was reported at other times
 * @param seconds that were recorded
 * @param errors how many lines there were
 */
public record RecordedRun(List<FaultReport> faults, List<Report> outside, long seconds, long errors) {
    private static final Set<PatternState> NEWS =
            EnumSet.of(PatternState.NEW, PatternState.SURGING, PatternState.REGRESSED);
    private static final long PANE = Resolution.PANE.millis();

    /**
     * What a person would be told of a pattern.
     *
     * @param grown whether it is no change of state, but ten times as many calls of what is new
     * @param after seconds since the injection to the end of the pane that decided it, below zero where it came before the labelled time; of
     *     others since the recording began
     */
    public record Report(String service, PatternState state, boolean grown, long after, long calls, String template) {}

    /**
     * A fault.
     *
     * @param signs what the recording shows of it; kept within the lab
     * @param reports what was reported, of all services
     */
    public record FaultReport(Instant at, String service, String kind, FaultSigns signs, List<Report> reports) {
        /** Those of the service that the fault was injected into. */
        public List<Report> own() {
            return reports.stream()
                    .filter(report -> report.service().equals(service))
                    .toList();
        }

        /** Those from the labelled time on. */
        public List<Report> after() {
            return reports.stream().filter(report -> report.after() >= 0).toList();
        }

        /** Seconds to the first report of a state, of any service; null for none. */
        public @Nullable Long first(PatternState state) {
            return reports.stream()
                    .filter(report -> report.state() == state && !report.grown())
                    .map(Report::after)
                    .min(Long::compare)
                    .orElse(null);
        }

        /** How many calls and lines there were, and by which signal it could be seen: in this order, for people. */
        public List<String> seen() {
            return List.of(
                    Long.toString(signs.calls()),
                    Long.toString(signs.failing()),
                    Long.toString(signs.lines()),
                    signs.own() + " of " + signs.messages(),
                    signs.first() == null ? "-" : signs.first() + "s",
                    signs.slower() == null ? "-" : String.format(Locale.ROOT, "%.1f", signs.slower()),
                    signs.signal());
        }
    }

    /** Runs a folder. Error: {@link dev.hypercare.contract.config.InvalidInput} where it cannot be read. */
    public static RecordedRun of(Path folder, PatternsConfig config) {
        RecordedDay day = RecordedDay.read(folder);
        List<RecordedStretch> stretches = RecordedStretch.of(day);
        long begin = stretches.get(0).begins();
        List<Pattern> told = new ArrayList<>();
        PatternReplay replay = new PatternReplay(config, List.of(), catalog(day, begin), 1, told::add);
        feed(day, stretches, replay);
        List<Pattern> left =
                new ArrayList<>(told.stream().filter(RecordedRun::isNews).toList());
        Map<InjectedFault, List<Report>> reports = new LinkedHashMap<>();
        // What comes after a labelled time is of that fault; only what is left may have come early of another.
        for (long early : List.of(0L, FaultSigns.EARLY.toMillis())) {
            for (InjectedFault fault : day.faults()) {
                RecordedStretch stretch = RecordedStretch.at(stretches, fault.at());
                if (stretch != null) {
                    take(
                            fault,
                            stretch,
                            stretch.endOf(fault, day),
                            early,
                            left,
                            reports.computeIfAbsent(fault, unseen -> new ArrayList<>()));
                }
            }
        }
        List<FaultReport> faults = new ArrayList<>();
        List<FaultSigns> signs = FaultSigns.of(day, stretches);
        for (int i = 0; i < signs.size(); i++) {
            InjectedFault fault = day.faults().get(i);
            FaultSigns seen = signs.get(i);
            if (seen != null) {
                faults.add(new FaultReport(
                        fault.at(), fault.service(), fault.kind(), seen, reports.getOrDefault(fault, List.of())));
            }
        }
        List<Report> outside =
                left.stream().map(pattern -> report(pattern, begin)).toList();
        long millis = stretches.stream()
                .mapToLong(stretch -> stretch.end() - stretch.start())
                .sum();
        return new RecordedRun(
                List.copyOf(faults), outside, millis / 1000, day.errors().size());
    }

    private static void take(
            InjectedFault fault,
            RecordedStretch stretch,
            long end,
            long early,
            List<Pattern> left,
            List<Report> reports) {
        long from = stretch.virtual(fault.at());
        long to = stretch.virtual(Instant.ofEpochMilli(end)) + PANE;
        Predicate<Pattern> isOfIt = pattern -> {
            long at = pattern.getAt().toEpochMilli();
            // Of a pane in which the fault began it is not known on which side of it the calls were; the newest tells.
            return pattern.getLastSeen().toEpochMilli() >= from - early && at > from - early && at <= to;
        };
        left.stream().filter(isOfIt).forEach(pattern -> reports.add(report(pattern, from)));
        left.removeIf(isOfIt);
    }

    private static boolean isNews(Pattern pattern) {
        return NEWS.contains(pattern.getState())
                && (pattern.getState() != pattern.getPreviousState() || isGrown(pattern));
    }

    /** What is new and is told again within the hour has grown. */
    private static boolean isGrown(Pattern pattern) {
        return pattern.getState() == pattern.getPreviousState() && pattern.getState() != PatternState.SURGING;
    }

    private static Report report(Pattern pattern, long from) {
        return new Report(
                String.valueOf(pattern.getApi()),
                pattern.getState(),
                isGrown(pattern),
                Math.floorDiv(pattern.getAt().toEpochMilli() - from, 1000L),
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

    private static void feed(RecordedDay day, List<RecordedStretch> stretches, PatternReplay replay) {
        TreeMap<Long, TreeMap<String, TreeMap<String, MessageCount>>> panes = new TreeMap<>();
        for (LoggedError error : day.errors()) {
            RecordedStretch stretch = RecordedStretch.at(stretches, error.at());
            if (stretch == null) {
                continue;
            }
            long at = stretch.virtual(error.at());
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

    /** How many of the faults fulfil something. */
    public long count(Predicate<FaultReport> wanted) {
        return faults.stream().filter(wanted).count();
    }

    /** How many of the faults had a report of one of these states, of their own service or of any. */
    public long found(boolean ownOnly) {
        return count(fault -> !(ownOnly ? fault.own() : fault.reports()).isEmpty());
    }

    /** The result for programs. */
    public String json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("faults", faults.size())
                .put("found", found(false))
                .put("foundAfterLabel", count(fault -> !fault.after().isEmpty()))
                .put("foundOnOwnService", found(true))
                .put("outside", outside.size())
                .put("recordedSeconds", seconds)
                .put("lines", errors);
        ArrayNode list = json.putArray("perFault");
        for (FaultReport fault : faults) {
            FaultSigns signs = fault.signs();
            ObjectNode one = list.addObject()
                    .put("at", fault.at().toString())
                    .put("service", fault.service())
                    .put("kind", fault.kind())
                    .put("calls", signs.calls())
                    .put("failingCalls", signs.failing())
                    .put("lines", signs.lines())
                    .put("messages", signs.messages())
                    .put("ownMessages", signs.own())
                    .put("firstOwnSeconds", signs.first())
                    .put("timesSlower", signs.slower())
                    .put("signal", signs.signal());
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
                    .put("grown", report.grown())
                    .put("seconds", report.after())
                    .put("calls", report.calls())
                    .put("template", report.template());
        }
    }

    /** How many reports outside the faults there were of each state, for people. */
    public Map<String, Long> outsideByState() {
        Map<String, Long> byState = new TreeMap<>();
        outside.forEach(report -> byState.merge(
                report.grown() ? "grown" : report.state().name().toLowerCase(Locale.ROOT), 1L, Long::sum));
        return byState;
    }
}
