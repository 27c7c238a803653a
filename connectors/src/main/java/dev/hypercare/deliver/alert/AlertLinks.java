package dev.hypercare.deliver.alert;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where to read more of an alert.
 *
 * @param console address of the console, such as {@code https://hypercare.example/console/}; empty for none
 * @param runbooks what relative paths of runbooks begin with; empty leaves them as they are
 */
public record AlertLinks(String console, String runbooks) {

    /** The alert in the console; null where no console is configured. */
    public @Nullable String console(DeliveredAlert alert) {
        return console.isEmpty()
                ? null
                : console + (console.contains("?") ? "&" : "?") + "alert="
                        + URLEncoder.encode(alert.fingerprint(), StandardCharsets.UTF_8);
    }

    /** Its runbook; null where the rule has none. */
    public @Nullable String runbook(DeliveredAlert alert) {
        String runbook = alert.runbook();
        if (runbook == null || runbooks.isEmpty() || runbook.matches("[a-zA-Z][a-zA-Z0-9+.-]*://.*")) {
            return runbook;
        }
        return runbooks.replaceAll("/+$", "") + "/" + runbook.replaceAll("^/+", "");
    }
}
