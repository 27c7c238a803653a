package dev.hypercare.alerts;

import dev.hypercare.contract.config.Section;
import dev.hypercare.schemas.events.Criticality;
import java.time.Duration;

/**
 * How verdicts become alerts.
 *
 * @param defaultCriticality of an API that the catalog does not know
 * @param impact when what is measured counts as wide or narrow
 * @param severityKeep how long a milder severity has to last before it is shown
 * @param flapping when an alert comes and goes too often
 * @param inhibition how an upstream's alert mutes those of its dependants
 * @param historicAfter a transition older than this when it is processed pages nobody
 * @param watchdogEvery how often the watchdog is renewed, event time
 */
public record AlertsConfig(
        Criticality defaultCriticality,
        ImpactLimits impact,
        Duration severityKeep,
        FlappingLimits flapping,
        InhibitionTimes inhibition,
        Duration historicAfter,
        Duration watchdogEvery) {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    public static AlertsConfig defaults() {
        return new AlertsConfig(
                Criticality.NORMAL,
                new ImpactLimits(0.25, 20, 0.01, 0.1),
                Duration.ofMinutes(2),
                new FlappingLimits(Duration.ofMinutes(1), 30, 20),
                new InhibitionTimes(Duration.ofSeconds(3), Duration.ofSeconds(30)),
                Duration.ofMinutes(1),
                Duration.ofSeconds(30));
    }

    /** Reads the section {@code alerts}. */
    public static AlertsConfig read(Section section) {
        AlertsConfig absent = defaults();
        return new AlertsConfig(
                section.choice("default-criticality", Criticality.class, absent.defaultCriticality),
                ImpactLimits.read(section.section("impact"), absent.impact),
                section.duration("severity-keep", absent.severityKeep, Duration.ZERO, HOUR),
                FlappingLimits.read(section.section("flapping"), absent.flapping),
                InhibitionTimes.read(section.section("inhibition"), absent.inhibition),
                section.duration("historic-after", absent.historicAfter, SECOND, LONGEST),
                section.duration("watchdog-every", absent.watchdogEvery, SECOND, HOUR));
    }

    /** The same for an event time that is meant to be behind the clock, as that of a recording: nothing is historic. */
    public AlertsConfig nothingHistoric() {
        return new AlertsConfig(defaultCriticality, impact, severityKeep, flapping, inhibition, LONGEST, watchdogEvery);
    }
}
