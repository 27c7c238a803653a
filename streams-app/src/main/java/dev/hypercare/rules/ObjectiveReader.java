package dev.hypercare.rules;

import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.config.Section;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.statistics.BurnPair;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reads what is particular to rules of kind {@code objective}. What is wrong becomes a problem with its place; nothing is thrown. */
final class ObjectiveReader {
    private static final double TARGET = 0.999;

    /** What makes a call good. */
    private enum Objective {
        AVAILABILITY,
        LATENCY
    }

    private final Section section;

    ObjectiveReader(Section section) {
        this.section = section;
    }

    /** What pages, what can wait, and where it is asked for, that so much of the budget is spent since the go-live. */
    Map<String, Sensor> read() {
        if (!section.has("objective")) {
            section.problem("objective", "missing", "availability or latency");
        }
        Objective of = section.choice("objective", Objective.class, Objective.AVAILABILITY);
        double target = section.scalar(
                "target",
                TARGET,
                "the share of calls that have to be good, such as 99.9%",
                text -> share(text, 0.5, Math.nextDown(1.0)));
        Duration period = section.duration("period", Duration.ofDays(30), Duration.ofDays(1), Duration.ofDays(365));
        Duration under = under(of);
        Instant since = section.instant("since");
        double spent = section.scalar(
                "spent",
                0.0,
                "a share of the error budget since the go-live, from 1% to 1000%",
                text -> share(text, 0.01, 10));
        String what = of == Objective.AVAILABILITY ? "availability" : "latency under " + Durations.show(under);
        Lesson lesson = lesson(of, what, target, under.toMillis() * 1000, since);
        Map<String, Sensor> sensors = new LinkedHashMap<>();
        sensors.put(
                "-fast",
                new ObjectiveSensor(target, what, period, List.of(BurnPair.HOUR, BurnPair.SIX_HOURS), spent, lesson));
        sensors.put(
                "-slow",
                new ObjectiveSensor(target, what, period, List.of(BurnPair.DAY, BurnPair.THREE_DAYS), spent, lesson));
        if (spent > 0) {
            sensors.put("-spent", new ObjectiveSpentSensor(target, what, period, spent, lesson));
        }
        return sensors;
    }

    private Duration under(Objective of) {
        Duration under = section.duration("under", Duration.ZERO, Duration.ofMillis(1), Duration.ofHours(1));
        if (of == Objective.LATENCY && !section.has("under")) {
            section.problem("under", "missing", "how long a good call takes at most, such as 300ms");
        } else if (of == Objective.AVAILABILITY && section.has("under")) {
            section.problem("under", Durations.show(under), "only with objective: latency");
        }
        return under;
    }

    private static Lesson lesson(Objective of, String what, double target, long micros, @Nullable Instant since) {
        ToLongFunction<Kpis> calls = of == Objective.AVAILABILITY
                ? Kpis::calls
                : kpis -> kpis.latency().count();
        ToLongFunction<Kpis> bad = of == Objective.AVAILABILITY
                ? Kpis::failed
                : kpis -> kpis.latency().countAbove(micros);
        Long goLive = since == null ? null : since.toEpochMilli();
        return new Lesson(
                "budget of " + what + " " + target + (since == null ? "" : " since " + since),
                () -> new BurnLesson(target, calls, bad, goLive),
                from -> new BurnLesson(target, calls, bad, goLive).restored(from));
    }

    /** Error: {@link IllegalArgumentException} for one that is not between the two, both included. */
    private static double share(String text, double least, double most) {
        boolean percent = text.endsWith("%");
        double value = Double.parseDouble(
                percent ? text.substring(0, text.length() - 1).strip() : text);
        double share = percent ? value / 100 : value;
        if (!(share >= least && share <= most)) {
            throw new IllegalArgumentException();
        }
        return share;
    }
}
