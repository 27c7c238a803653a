package dev.hypercare.rules;

import dev.hypercare.schemas.events.Change;
import dev.hypercare.schemas.events.ChangeKind;
import java.util.List;
import java.util.Locale;

/** A change in the words of a verdict: {@code 3 min after deployment 1.8.2 of payments}. */
final class NamedChange {
    /** The name of {@link #minutes} in evidence. */
    static final String MINUTES = "minutes_after_change";

    private static final double MINUTE_MILLIS = 60_000;

    private NamedChange() {}

    /** How long after a change an instant lies, minutes; negative where it lies before. */
    static double minutes(Change change, long instant) {
        return (instant - change.getStartedAt().toEpochMilli()) / MINUTE_MILLIS;
    }

    /** It and how long before an instant, milliseconds, it was, for people. */
    static String text(Change change, long instant) {
        long minutes = Math.round(minutes(change, instant));
        return (minutes < 1 ? "less than a minute" : minutes + " min") + " after " + name(change);
    }

    private static String name(Change change) {
        String kind = change.getKind() == ChangeKind.OTHER
                ? "a change"
                : change.getKind().name().toLowerCase(Locale.ROOT);
        String version = change.getVersion();
        String service = change.getService();
        List<String> of = service == null ? change.getApis() : List.of(service);
        String name =
                kind + (version == null ? "" : " " + version) + (of.isEmpty() ? "" : " of " + String.join(", ", of));
        return change.getTitle().isBlank() || version != null ? name : name + " (" + change.getTitle() + ")";
    }
}
