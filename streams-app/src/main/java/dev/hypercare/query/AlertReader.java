package dev.hypercare.query;

import dev.hypercare.schemas.events.Alert;
import java.util.List;

/** Reads the alerts that have not ended, wherever they are. */
public interface AlertReader {

    /** Alerts that are pending, firing, flapping or unknown, in any order. Error: {@link NotReadyException} while the store cannot be read. */
    List<Alert> active();

    /** One that is never ready, for a process whose applications keep no alerts. */
    static AlertReader absent(String why) {
        return () -> {
            throw new NotReadyException(why);
        };
    }
}
