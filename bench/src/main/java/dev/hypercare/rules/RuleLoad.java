package dev.hypercare.rules;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.contract.measure.CallFigures;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/**
 * Drives the evaluator of the rules stage without Kafka: so many different rules, so many series, each of which has a call in every slice.
 * Windows of 10 s, 30 s and 1 m. One series of a thousand fails. Not thread-safe.
 */
public final class RuleLoad {
    /** Which series each rule looks at. */
    public enum Match {
        /** All of them. */
        ALL,
        /** One, by the value of a label. */
        OWN,
        /** One of a hundred, by a pattern with a wildcard. */
        PERCENT
    }

    private static final List<String> VIEW = List.of("api", "route", "method");
    private static final long START = 1_800_001_800_000L;
    private static final int GROUPS = 100;
    private static final int KINDS = 64;
    private static final long SLICES_PER_SECOND = 1000 / Resolution.SLICE_MILLIS;
    /** Rules in one text: what reads YAML takes no more than 3 MB at once. */
    private static final int AT_ONCE = 1000;

    private final RuleBook book;
    private final List<Series> series = new ArrayList<>();
    private final List<Kpis> good = new ArrayList<>();
    private final List<Kpis> bad = new ArrayList<>();
    private final Counted memory = new Counted();
    private final RuleEvaluator evaluator;
    private long slices;
    private long verdicts;

    /** Reads and compiles the rules; no series is known yet. */
    public RuleLoad(int rules, int series, Match match) {
        this.book = book(rules, match);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < KINDS; i++) {
            good.add(kpis(random, 200));
            bad.add(kpis(random, 503));
        }
        for (int i = 0; i < series; i++) {
            this.series.add(Series.of(VIEW, List.of("api-" + i % 20, route(i), "GET")));
        }
        this.evaluator = new RuleEvaluator(book, memory, 0);
    }

    private static String route(int number) {
        return "/g" + number % GROUPS + "/r" + number;
    }

    private static RuleBook book(int count, Match match) {
        Problems problems = new Problems();
        List<Rule> rules = new ArrayList<>();
        for (int from = 0; from < count; from += AT_ONCE) {
            StringBuilder yaml = new StringBuilder("rules:\n");
            for (int i = from; i < Math.min(count, from + AT_ONCE); i++) {
                yaml.append(rule(i, match));
            }
            RuleFile.read(Section.parse("rules.yaml", yaml.toString(), problems), List.of(VIEW))
                    .forEach(entry -> rules.addAll(entry.rules()));
        }
        problems.throwIfAny("the rules of the benchmark are wrong", "Correct RuleLoad.");
        return new RuleBook(rules);
    }

    /** Each has thresholds of its own, so that none can stand for another. */
    private static String rule(int number, Match match) {
        double share = 0.5 + number % 1000 / 10_000.0;
        String[] looks = {
            "window: 10s, when: failed >= 10 && failed_ratio > %.4f",
            "window: 1m, when: calls >= 20 && p95 > %.4f * 10000",
            "window: 30s, when: status(401) + status(403) >= 20 && status_ratio(401) > %.4f",
            "window: 1m, when: calls >= 20 && p99 > 900 && failed_ratio > %.4f"
        };
        String look = String.format(Locale.ROOT, looks[number % looks.length], share);
        String where = switch (match) {
            case ALL -> "";
            case OWN -> ", match: {route: \"" + route(number) + "\"}";
            case PERCENT -> ", match: {route: \"/g" + number % GROUPS + "/*\"}";
        };
        return "  - {id: rule-" + number
                + ", summary: \"{api} {route}: {calls}\", view: [api, route, method], severity: p3, " + look + where
                + "}\n";
    }

    /** What a series counts in one slice: a call. */
    private static Kpis kpis(SplittableRandom random, int status) {
        Kpis kpis = new Kpis();
        long micros = Math.round(20_000 * Math.exp(0.6 * random.nextGaussian()));
        Call call = Call.newBuilder()
                .setCompletedAt(Instant.ofEpochMilli(START))
                .setGateway("gw")
                .setApi("api")
                .setRoute("/")
                .setMethod("GET")
                .setConsumer("partner-app-" + random.nextInt(300))
                .setStatus(status)
                .setDurationMicros(micros)
                .build();
        kpis.add(CallFigures.of(call, false));
        return kpis;
    }

    /** Judges the slices of one second more. */
    public void second() {
        for (int i = 0; i < SLICES_PER_SECOND; i++) {
            slice();
        }
    }

    private void slice() {
        verdicts += evaluator
                .onSlice(new ClosedSlice(START + slices * Resolution.SLICE_MILLIS, (views, action) -> {
                    if (!views.test(String.join(",", VIEW))) {
                        return;
                    }
                    for (int i = 0; i < series.size(); i++) {
                        List<Kpis> kinds = i % 1000 == 999 ? bad : good;
                        action.accept(series.get(i), kinds.get((int) ((i * 31 + slices) % KINDS)));
                    }
                }))
                .size();
        slices++;
    }

    /** How many pairs of a rule and a series that it looks at there are. */
    public long pairs() {
        return series.stream()
                .mapToLong(one -> book.rulesFor(one.labels()).size())
                .sum();
    }

    /** How many verdicts were written. */
    public long verdicts() {
        return verdicts;
    }

    /** How many bytes were put into the stores. */
    public long storedBytes() {
        return memory.bytes;
    }

    /** How many series the evaluator knows. */
    public int watched() {
        return evaluator.watched();
    }

    /** Keeps nothing: the stores are measured by what is put into them. */
    private static final class Counted implements RuleMemory {
        private long bytes;

        @Override
        public void putWindow(byte[] key, byte[] value) {
            bytes += key.length + value.length;
        }

        @Override
        public void deleteWindow(byte[] key) {}

        @Override
        public void eachWindow(BiConsumer<byte[], byte[]> action) {}

        @Override
        public void putVerdict(String key, byte[] value) {
            bytes += key.length() + value.length;
        }

        @Override
        public void deleteVerdict(String key) {}

        @Override
        public void eachVerdict(BiConsumer<String, byte[]> action) {}

        @Override
        public void putLearned(String key, byte[] value) {
            bytes += key.length() + value.length;
        }

        @Override
        public void deleteLearned(String key) {}

        @Override
        public void eachLearned(BiConsumer<String, byte[]> action) {}
    }
}
