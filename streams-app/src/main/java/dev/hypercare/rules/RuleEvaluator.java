package dev.hypercare.rules;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Telemetry;
import dev.hypercare.rules.Judge.Judgement;
import dev.hypercare.rules.Judge.Sight;
import dev.hypercare.schemas.events.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges every watched series by every rule at the end of each closed slice. The result depends on the slices only: what is in
 * memory can be rebuilt from {@link RuleMemory} at any slice, and goes on as if nothing had happened. Not thread-safe.
 */
final class RuleEvaluator {
    /** In the place of a series: what was heard of gateways lately, and how many calls come from each ordinarily. */
    private static final String HEARD = "";

    private static final String PACES = " ";
    private static final String TRAFFIC = "  ";

    /** The task that looks at what came through all partitions. */
    private static final String FIRST = "0";

    private final RuleBook book;
    private final RuleMemory memory;
    private final WindowArchive archive;
    private final Reference reference;
    private final Map<Series, SeriesWatch> watches = new HashMap<>();
    private final Map<String, KeptVerdict> retired = new TreeMap<>();
    private final Hearing hearing = new Hearing();
    private final SeriesVersions versions = new SeriesVersions();
    private final FailingRules failing;
    private final String source;
    private long judgedSlices;

    /** How often it judges, milliseconds; slices then come as long as that, and count at their ends. Trials may change it. */
    long step = Resolution.SLICE_MILLIS;

    /** @param task number of the task, which also judges the partition of calls of that number */
    RuleEvaluator(RuleBook book, RuleMemory memory, int task) {
        this(book, memory, Reference.NONE, task);
    }

    /**
     * @param reference what people have said
     * @param task number of the task, which also judges the partition of calls of that number
     */
    RuleEvaluator(RuleBook book, RuleMemory memory, Reference reference, int task) {
        this.book = book;
        this.memory = memory;
        this.reference = reference;
        this.source = Integer.toString(task);
        this.failing = new FailingRules(source);
        this.archive = new WindowArchive(memory, WindowArchive.kept(book.rules()));
    }

    /** As {@link #restore(long)}, where every slice that was kept was judged by the same rules. */
    void restore() {
        restore(0);
    }

    /**
     * Forgets what is in memory and rebuilds it from what was kept. Call it before the first slice.
     *
     * @param next first instant of the slice that comes next, milliseconds since the epoch
     */
    void restore(long next) {
        watches.clear();
        retired.clear();
        failing.clear();
        hearing.clear();
        versions.clear();
        memory.eachLearned(this::restoreLearned);
        Map<String, Map<WindowStep, NavigableMap<Long, byte[]>>> archived = new HashMap<>();
        archive.restore((step, start, series, kpis) -> archived.computeIfAbsent(
                        series, unseen -> new EnumMap<>(WindowStep.class))
                .computeIfAbsent(step, unseen -> new TreeMap<>())
                .put(start, kpis));
        archived.forEach((series, steps) -> {
            SeriesWatch watch = watch(new Series(series));
            if (watch != null) {
                watch.restore(steps, next);
            }
        });
        memory.eachVerdict(this::restoreVerdict);
    }

    /** At the next slice every rule looks at what is there, changed or not: some of the rules have not seen it yet. */
    void lookAnew() {
        watches.values().forEach(SeriesWatch::lookAnew);
    }

    private void restoreLearned(String key, byte[] value) {
        switch (key) {
            case HEARD -> hearing.restoreHeard(value);
            case PACES -> hearing.restorePaces(value);
            case TRAFFIC -> hearing.restoreTraffic(value);
            default -> {
                SeriesWatch watch = watch(new Series(key));
                if (watch != null) {
                    watch.restoreLearned(value);
                }
            }
        }
    }

    private void restoreVerdict(String key, byte[] value) {
        int end = key.indexOf('\n');
        KeptVerdict kept = KeptVerdict.fromBytes(value);
        String rule = key.substring(0, end);
        if (rule.equals(FailingRules.RULE)) {
            if (!failing.restore(new Series(key.substring(end + 1)), kept, book)) {
                retired.put(key, kept);
            }
            return;
        }
        SeriesWatch watch = book.has(rule, kept.version()) ? watch(new Series(key.substring(end + 1))) : null;
        WatchPost post = watch == null ? null : watch.post(rule);
        if (watch == null || post == null) {
            retired.put(key, kept);
        } else {
            watch.become(post, kept.state(), kept.told());
        }
    }

    /**
     * Takes the next slice, or silence of any length; returns the verdicts that changed: by time, then by series, then in the order of
     * the rules. Of a silence it goes through slice by slice until nothing can change any more.
     */
    List<Verdict> onSlice(ClosedSlice slice) {
        long end = slice.endMillis();
        long at = slice.startMillis();
        List<Verdict> verdicts = new ArrayList<>();
        for (; at + step < end && !isSettled(at); at += step) {
            verdicts.addAll(onOne(ClosedSlice.silence(at + step - Resolution.SLICE_MILLIS, at + step)));
        }
        verdicts.addAll(onOne(new ClosedSlice(end - Resolution.SLICE_MILLIS, slice.content())));
        return verdicts;
    }

    private boolean isSettled(long at) {
        return retired.isEmpty()
                && failing.isSettled()
                && hearing.isSettled(at)
                && watches.values().stream().allMatch(SeriesWatch::isSettled);
    }

    private List<Verdict> onOne(ClosedSlice slice) {
        judgedSlices++;
        long end = slice.endMillis();
        List<Verdict> verdicts = retire(end);
        Map<String, byte[]> encoded = new LinkedHashMap<>();
        Map<Series, Kpis> heard = new HashMap<>();
        slice.content().forEach(Telemetry.VIEW::equals, heard::put);
        slice.content()
                .forEach(
                        view -> book.watches(view) && !view.equals(Telemetry.VIEW),
                        (series, kpis) -> add(series, kpis, slice.startMillis(), encoded));
        hear(heard, slice.startMillis(), end, encoded);
        watches.values().forEach(watch -> judge(watch, end, verdicts));
        failing.endSlice(end, memory, verdicts);
        verdicts.sort(Comparator.comparing(Verdict::getSeries));
        learn(end, !heard.isEmpty());
        archive.append(WindowStep.SLICE, slice.startMillis(), encoded);
        appendLongerSteps(end);
        archive.expire(end);
        forgetIdle();
        return verdicts;
    }

    private void learn(long end, boolean heard) {
        boolean minuteEnds = Math.floorMod(end, Learned.STEP_MILLIS) == 0;
        if (minuteEnds) {
            watches.values().stream()
                    .filter(SeriesWatch::learn)
                    .forEach(watch -> memory.putLearned(watch.series().text(), watch.learned()));
            if (hearing.learn(end)) {
                memory.putLearned(PACES, hearing.paces());
                memory.putLearned(TRAFFIC, hearing.traffic());
            }
        }
        if (heard || minuteEnds && !hearing.isSettled(end)) {
            memory.putLearned(HEARD, hearing.heard());
        }
    }

    private void forgetIdle() {
        watches.values().removeIf(watch -> {
            boolean idle = watch.isIdle();
            if (idle) {
                versions.remove(watch);
                if (watch.learns()) {
                    memory.deleteLearned(watch.series().text());
                }
            }
            return idle;
        });
    }

    private void add(Series series, Kpis kpis, long start, Map<String, byte[]> encoded) {
        SeriesWatch watch = watch(series);
        if (watch != null) {
            byte[] bytes = kpis.toBytes();
            watch.add(start, kpis, bytes);
            encoded.put(series.text(), bytes);
        }
    }

    /**
     * Of all gateways every task is told. The partition of calls with the number of this task is a series here, and what came through all
     * partitions is one series for each gateway in the first task.
     */
    private void hear(Map<Series, Kpis> telemetry, long start, long end, Map<String, byte[]> encoded) {
        Kpis own = new Kpis();
        Map<String, Kpis> byGateway = new TreeMap<>();
        Map<Series, Kpis> heard = new HashMap<>();
        telemetry.forEach((series, kpis) -> {
            String gateway = series.labels().getOrDefault(Telemetry.GATEWAY, "");
            if (source.equals(FIRST)) {
                byGateway.computeIfAbsent(gateway, unseen -> new Kpis()).merge(kpis);
            }
            if (kpis.calls() > 0 && !gateway.equals(Telemetry.DEAD_LETTERS)) {
                heard.put(series, kpis);
                if (source.equals(series.labels().get(Telemetry.SOURCE))) {
                    own.merge(kpis);
                }
            }
        });
        if (own.calls() > 0) {
            add(Series.of(List.of(Telemetry.SOURCE), List.of(source)), own, start, encoded);
        }
        byGateway.forEach((gateway, kpis) -> add(Telemetry.ofAll(gateway), kpis, start, encoded));
        hearing.slice(end, heard);
    }

    /** How often the conditions of each rule could not be evaluated. */
    Map<String, Long> failures() {
        return failing.failures();
    }

    /** Every series in memory. */
    Iterable<SeriesWatch> watches() {
        return watches.values();
    }

    /** The gateways that should have been heard of by an instant, milliseconds, and were not. */
    List<String> silentGateways(long at) {
        return hearing.silent(at, at);
    }

    /** How many slices were judged. */
    long judgedSlices() {
        return judgedSlices;
    }

    /** How many series are in memory. */
    int watched() {
        return watches.size();
    }

    private List<Verdict> retire(long end) {
        List<Verdict> verdicts = Verdicts.retired(retired, end);
        retired.keySet().forEach(memory::deleteVerdict);
        retired.clear();
        return verdicts;
    }

    private @Nullable SeriesWatch watch(Series series) {
        SeriesWatch known = watches.get(series);
        if (known != null) {
            return known;
        }
        Map<String, String> labels = series.labels();
        List<Rule> rules = book.rulesFor(labels);
        if (rules.isEmpty()) {
            return null;
        }
        SeriesWatch watch =
                new SeriesWatch(series, labels, rules, book.watchedSince(rules), reference, hearing, versions);
        versions.add(watch);
        watches.put(series, watch);
        return watch;
    }

    private void judge(SeriesWatch watch, long end, List<Verdict> verdicts) {
        watch.moveTo(end);
        boolean moved = watch.takeMoved();
        if (!watch.isWorthALook(moved)) {
            return;
        }
        for (WatchPost post : watch.posts()) {
            if (!post.state().equals(JudgeState.OK) || post.rule().sensor().looksAt(watch, moved)) {
                judge(watch, post, verdicts);
            }
        }
    }

    private void judge(SeriesWatch watch, WatchPost post, List<Verdict> verdicts) {
        Rule rule = post.rule();
        Sight sight = look(rule, watch, post.state().phase());
        post.saw(sight, watch.at());
        Judgement judgement = Extent.grown(rule, watch, post.told(), Judge.next(rule, post.state(), sight, watch.at()));
        Extent told = Extent.after(rule, watch, post.told(), judgement);
        if (!judgement.state().equals(post.state()) || !told.equals(post.told())) {
            watch.become(post, judgement.state(), told);
            String key = KeptVerdict.key(rule.id(), watch.series().text());
            if (judgement.state().equals(JudgeState.OK)) {
                memory.deleteVerdict(key);
            } else {
                memory.putVerdict(
                        key, KeptVerdict.of(rule, judgement.state(), told).toBytes());
            }
        }
        if (judgement.verdict() != null) {
            verdicts.add(Verdicts.of(rule, watch, judgement, judgement.verdict()));
        }
    }

    private Sight look(Rule rule, Scene scene, JudgeState.Phase phase) {
        if (failing.isBroken(rule)) {
            return Sight.BLIND;
        }
        try {
            Sight sight = rule.sensor().look(scene, phase);
            failing.worked(rule);
            return sight;
        } catch (Condition.Failed e) {
            failing.failed(rule, e);
            return Sight.BLIND;
        }
    }

    private void appendLongerSteps(long end) {
        for (WindowStep step : WindowStep.values()) {
            if (step != WindowStep.SLICE && step.startOf(end) == end) {
                long start = end - step.millis();
                Map<String, byte[]> complete = new LinkedHashMap<>();
                watches.forEach((series, watch) -> {
                    byte[] kpis = watch.newest(step, start);
                    if (kpis != null) {
                        complete.put(series.text(), kpis);
                    }
                });
                archive.append(step, start, complete);
            }
        }
    }
}
