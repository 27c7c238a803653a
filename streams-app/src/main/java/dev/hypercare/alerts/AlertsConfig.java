package dev.hypercare.alerts;

import dev.hypercare.contract.config.Section;
import dev.hypercare.schemas.events.Criticality;

/**
 * How verdicts become alerts.
 *
 * @param defaultCriticality of an API that the catalog does not know
 */
public record AlertsConfig(Criticality defaultCriticality) {

    public static AlertsConfig defaults() {
        return new AlertsConfig(Criticality.NORMAL);
    }

    /** Reads the section {@code alerts}. */
    public static AlertsConfig read(Section section) {
        return new AlertsConfig(section.choice(
                "default-criticality", Criticality.class, defaults().defaultCriticality()));
    }
}
