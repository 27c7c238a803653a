package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Baseline;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes a named baseline out of the minutes of a period: for each series what was ordinary in each respect. Not thread-safe. */
public final class BaselineMaker {
    private static final long MINUTE = Learned.STEP_MILLIS;
    /** A minute is learned when so many later ones are there: until then another version of it takes its place. */
    private static final int WAITING = 10;

    private static final List<String> FIGURES =
            List.of("calls", "failed_ratio", "client_error_ratio", "p50", "p95", "p99");

    /** One series. */
    private static final class Making {
        private final TreeMap<Long, Kpis> waiting = new TreeMap<>();
        private final Map<NormKind, Norm> norms = new LinkedHashMap<>();
        private final Kpis total = new Kpis();
        private long learnedTo = Long.MIN_VALUE;
        private int minutes;

        private Making() {
            for (NormKind kind : NormKind.all()) {
                norms.put(kind, (Norm) kind.lesson().fresh().get());
            }
        }

        private void learnFirst() {
            Map.Entry<Long, Kpis> first = waiting.pollFirstEntry();
            if (first == null) {
                return;
            }
            long start = first.getKey();
            if (learnedTo != Long.MIN_VALUE && start - learnedTo <= Learned.LONGEST_SILENCE) {
                for (; learnedTo < start; learnedTo += MINUTE) {
                    learn(new Kpis(), learnedTo + MINUTE);
                }
            }
            learn(first.getValue(), start + MINUTE);
            total.merge(first.getValue());
            minutes++;
            learnedTo = start + MINUTE;
        }

        private void learn(Kpis minute, long at) {
            norms.values().forEach(norm -> norm.learn(minute, at));
        }
    }

    private final BaselinePeriod period;
    private final Map<Series, Making> all = new HashMap<>();
    private long refused;

    /** Error: {@link IllegalArgumentException} for an empty name or period. Instants in milliseconds since the epoch. */
    public BaselineMaker(String name, long from, long to) {
        period = new BaselinePeriod(name, from, to);
    }

    /**
     * Takes what a series had in a minute; minutes of other periods are passed over. Those of one series come in order but for versions
     * that correct one of the last ten.
     *
     * @param start first instant of the minute, milliseconds since the epoch
     */
    public void add(Series series, long start, Kpis minute) {
        if (start < period.from() || start + MINUTE > period.to() || minute.calls() == 0) {
            return;
        }
        Making making = all.computeIfAbsent(series, unseen -> new Making());
        if (start < making.learnedTo) {
            refused++;
            return;
        }
        making.waiting.put(start, minute);
        if (making.waiting.size() > WAITING) {
            making.learnFirst();
        }
    }

    /** How many corrections came too late to count. */
    public long refused() {
        return refused;
    }

    /** How many series there are so far. */
    public int series() {
        return all.size();
    }

    /**
     * The baseline, series by series in their order; those of which too little is known to tell anything are left out.
     *
     * @param by who makes it
     */
    public List<Baseline> finish(String by, Instant madeAt) {
        List<Baseline> made = new ArrayList<>();
        new TreeMap<>(texts()).forEach((text, making) -> {
            while (!making.waiting.isEmpty()) {
                making.learnFirst();
            }
            Map<String, ByteBuffer> norms = new TreeMap<>();
            making.norms.forEach((kind, norm) -> {
                if (norm.isKnown()) {
                    norms.put(kind.name(), bytes(norm));
                }
            });
            if (!norms.isEmpty()) {
                made.add(Baseline.newBuilder()
                        .setName(period.name())
                        .setSeries(text)
                        .setFrom(Instant.ofEpochMilli(period.from()))
                        .setTo(Instant.ofEpochMilli(period.to()))
                        .setMinutes(making.minutes)
                        .setFigures(figures(making.total))
                        .setNorms(norms)
                        .setMadeAt(madeAt)
                        .setBy(by)
                        .build());
            }
        });
        return made;
    }

    private Map<String, Making> texts() {
        Map<String, Making> texts = new HashMap<>();
        all.forEach((series, making) -> texts.put(series.text(), making));
        return texts;
    }

    private static ByteBuffer bytes(Norm norm) {
        BinaryWriter writer = new BinaryWriter();
        norm.write(writer);
        return ByteBuffer.wrap(writer.toBytes());
    }

    private Map<String, Double> figures(Kpis total) {
        Map<String, Double> figures = new TreeMap<>();
        for (String name : FIGURES) {
            Measure measure = Measures.find(name);
            double value = measure == null ? Double.NaN : measure.of(total, period.to() - period.from());
            if (!Double.isNaN(value)) {
                figures.put(name, value);
            }
        }
        return figures;
    }

    /** The key of a series of a baseline in the topic. */
    public static String key(String name, String series) {
        return name + "/" + series;
    }
}
