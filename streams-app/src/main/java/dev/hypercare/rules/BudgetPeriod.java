package dev.hypercare.rules;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What a budget of usage is for: an hour, a day, a week from Monday on, or a month of the calendar of a time zone. */
enum BudgetPeriod {
    HOUR(Duration.ofMinutes(1), 8),
    DAY(Duration.ofMinutes(5), 8),
    WEEK(Duration.ofMinutes(30), 8),
    MONTH(Duration.ofHours(2), 32);

    /** The pace is told of so many steps together. */
    static final int STEPS = 12;

    private final long stepMillis;
    private final int days;

    BudgetPeriod(Duration step, int days) {
        this.stepMillis = step.toMillis();
        this.days = days;
    }

    /** In which the pace moves on, milliseconds; whole minutes. */
    long stepMillis() {
        return stepMillis;
    }

    /** How long it has to be remembered at least, milliseconds. */
    long rememberedMillis() {
        return Duration.ofDays(days).toMillis();
    }

    /** The first instant of the period that holds an instant. */
    ZonedDateTime start(ZonedDateTime at) {
        LocalDate day = at.toLocalDate();
        ZoneId zone = at.getZone();
        return switch (this) {
            case HOUR -> at.truncatedTo(ChronoUnit.HOURS);
            case DAY -> day.atStartOfDay(zone);
            case WEEK -> day.minusDays(day.getDayOfWeek().getValue() - 1L).atStartOfDay(zone);
            case MONTH -> day.withDayOfMonth(1).atStartOfDay(zone);
        };
    }

    /** The first instant after a period that begins at an instant. */
    ZonedDateTime end(ZonedDateTime start) {
        LocalDate day = start.toLocalDate();
        ZoneId zone = start.getZone();
        return switch (this) {
            case HOUR -> start.plusHours(1);
            case DAY -> day.plusDays(1).atStartOfDay(zone);
            case WEEK -> day.plusWeeks(1).atStartOfDay(zone);
            case MONTH -> day.plusMonths(1).atStartOfDay(zone);
        };
    }

    /** For people: {@code day}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
