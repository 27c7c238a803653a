package dev.hypercare.patterns.tickets;

import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Feedback;
import dev.hypercare.schemas.events.FeedbackKind;
import dev.hypercare.schemas.events.TicketKpi;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What something counts, by window: each hour and day that it falls into has a sum of each figure. Sums of the same thing before and after
 * a change are taken away and added, so that windows say what all tickets are now, in whatever order that came to be known.
 */
final class TicketSums {
    static final int HOUR_SECONDS = 3600;
    static final int DAY_SECONDS = 86_400;
    private static final String NONE = "-";

    private final Map<Cell, long[]> cells = new TreeMap<>();

    /** One window of one series; start in milliseconds. */
    record Cell(String series, int seconds, long start) implements Comparable<Cell> {
        /** The key of its record. */
        String key() {
            return series + "@" + Instant.ofEpochMilli(start) + "/" + (seconds == DAY_SECONDS ? "1d" : "1h");
        }

        /** Where sums of this series stand whose windows are not kept any more: in a day before all others. */
        Cell carried() {
            return new Cell(series, DAY_SECONDS, 0);
        }

        @Override
        public int compareTo(Cell other) {
            int order = series.compareTo(other.series);
            order = order != 0 ? order : Long.compare(start, other.start);
            return order != 0 ? order : Integer.compare(seconds, other.seconds);
        }
    }

    /** The series of an API and a category. */
    static String series(@Nullable String api, @Nullable String category) {
        return Series.of(
                        List.of("api", "category"),
                        List.of(api == null ? NONE : api, category == null ? NONE : category))
                .text();
    }

    /** What a ticket counts in a series. */
    static TicketSums of(TicketLife life, long createdAt, @Nullable Integer answers, String series) {
        TicketSums sums = new TicketSums();
        sums.add(series, createdAt, TicketFigure.OPENED, 1);
        List<Long> resolved = life.resolved();
        for (long at : resolved) {
            sums.add(series, at, TicketFigure.RESOLVED, 1);
            sums.add(series, at, TicketFigure.RESOLVE_MILLIS, Math.max(0, at - createdAt));
        }
        for (long at : life.reopened()) {
            sums.add(series, at, TicketFigure.REOPENED, 1);
        }
        Long answered = life.firstAnsweredAt();
        if (answered != null) {
            sums.add(series, answered, TicketFigure.ANSWERED, 1);
            sums.add(series, answered, TicketFigure.ANSWER_MILLIS, Math.max(0, answered - createdAt));
        }
        Long escalated = life.escalatedAt();
        if (escalated != null) {
            sums.add(series, escalated, TicketFigure.ESCALATED, 1);
        }
        if (!resolved.isEmpty() && answers != null) {
            sums.add(series, resolved.get(0), TicketFigure.CONTACT_KNOWN, 1);
            if (answers <= 1 && life.reopenedCount() == 0) {
                sums.add(series, resolved.get(0), TicketFigure.FIRST_CONTACT, 1);
            }
        }
        return sums;
    }

    /** What an answer about satisfaction counts in a series. */
    static TicketSums of(Feedback answer, String series) {
        TicketSums sums = new TicketSums();
        long at = answer.getAt().toEpochMilli();
        int score = answer.getScore();
        if (answer.getKind() == FeedbackKind.CSAT) {
            sums.add(series, at, TicketFigure.CSAT, 1);
            sums.add(series, at, TicketFigure.CSAT_SUM, score);
            sums.add(series, at, TicketFigure.CSAT_SATISFIED, score >= 4 ? 1 : 0);
        } else {
            sums.add(series, at, TicketFigure.NPS, 1);
            sums.add(series, at, TicketFigure.NPS_PROMOTERS, score >= 9 ? 1 : 0);
            sums.add(series, at, TicketFigure.NPS_DETRACTORS, score <= 6 ? 1 : 0);
        }
        return sums;
    }

    /** Adds another so many times; -1 takes it away. */
    TicketSums plus(TicketSums other, int times) {
        other.cells.forEach((cell, values) -> {
            long[] to = cells.computeIfAbsent(cell, unseen -> new long[values.length]);
            for (int i = 0; i < values.length; i++) {
                to[i] += times * values[i];
            }
        });
        return this;
    }

    /** The windows in which something is not zero, with the sums by the place of {@link TicketFigure}. */
    Map<Cell, long[]> changes() {
        Map<Cell, long[]> changes = new TreeMap<>();
        cells.forEach((cell, values) -> {
            for (long value : values) {
                if (value != 0) {
                    changes.put(cell, values);
                    break;
                }
            }
        });
        return changes;
    }

    private void add(String series, long at, TicketFigure figure, long value) {
        for (int seconds : new int[] {HOUR_SECONDS, DAY_SECONDS}) {
            long start = at - Math.floorMod(at, seconds * 1000L);
            cells.computeIfAbsent(new Cell(series, seconds, start), unseen -> new long[TicketFigure.values().length])[
                    figure.ordinal()] += value;
        }
    }

    /** A record with the sums of another and what is added to it; null stands for none. */
    static TicketKpi plus(@Nullable TicketKpi before, Cell cell, long[] more) {
        long[] sum = more.clone();
        if (before != null) {
            long[] old = values(before);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += old[i];
            }
        }
        return TicketKpi.newBuilder()
                .setSeries(cell.series())
                .setLabels(new Series(cell.series()).labels())
                .setStart(Instant.ofEpochMilli(cell.start()))
                .setWindowSeconds(cell.seconds())
                .setOpened(sum[TicketFigure.OPENED.ordinal()])
                .setResolved(sum[TicketFigure.RESOLVED.ordinal()])
                .setReopened(sum[TicketFigure.REOPENED.ordinal()])
                .setResolveMillis(sum[TicketFigure.RESOLVE_MILLIS.ordinal()])
                .setAnswered(sum[TicketFigure.ANSWERED.ordinal()])
                .setAnswerMillis(sum[TicketFigure.ANSWER_MILLIS.ordinal()])
                .setEscalated(sum[TicketFigure.ESCALATED.ordinal()])
                .setFirstContact(sum[TicketFigure.FIRST_CONTACT.ordinal()])
                .setContactKnown(sum[TicketFigure.CONTACT_KNOWN.ordinal()])
                .setCsat(sum[TicketFigure.CSAT.ordinal()])
                .setCsatSum(sum[TicketFigure.CSAT_SUM.ordinal()])
                .setCsatSatisfied(sum[TicketFigure.CSAT_SATISFIED.ordinal()])
                .setNps(sum[TicketFigure.NPS.ordinal()])
                .setNpsPromoters(sum[TicketFigure.NPS_PROMOTERS.ordinal()])
                .setNpsDetractors(sum[TicketFigure.NPS_DETRACTORS.ordinal()])
                .build();
    }

    /** The sums of a record, by the place of {@link TicketFigure}. */
    static long[] values(TicketKpi kpi) {
        return new long[] {
            kpi.getOpened(),
            kpi.getResolved(),
            kpi.getReopened(),
            kpi.getResolveMillis(),
            kpi.getAnswered(),
            kpi.getAnswerMillis(),
            kpi.getEscalated(),
            kpi.getFirstContact(),
            kpi.getContactKnown(),
            kpi.getCsat(),
            kpi.getCsatSum(),
            kpi.getCsatSatisfied(),
            kpi.getNps(),
            kpi.getNpsPromoters(),
            kpi.getNpsDetractors()
        };
    }
}
