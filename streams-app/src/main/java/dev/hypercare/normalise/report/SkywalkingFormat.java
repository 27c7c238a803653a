package dev.hypercare.normalise.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.schemas.events.Signal;
import dev.hypercare.schemas.events.SignalStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The webhook of Apache SkyWalking: an array of alarms. One is resolved when it tells a time of recovery. */
final class SkywalkingFormat implements ReportFormat {
    private static final String IN = " in ";

    @Override
    public String name() {
        return "skywalking";
    }

    @Override
    public String about() {
        return "Apache SkyWalking's webhook: alarms";
    }

    @Override
    public void parse(byte[] record, Instant takenAt, Consumer<Reported> to) {
        ReportEntries.parse(record, "alarms of SkyWalking", SkywalkingFormat::signal, to);
    }

    private static Report signal(Told alarm) {
        Instant started = alarm.needTime("startTime");
        // 0 is none, too: the field is a number in older versions.
        Instant ended = "0".equals(alarm.word("recoveryTime")) ? null : alarm.time("recoveryTime");
        Map<String, String> labels = new LinkedHashMap<>();
        for (JsonNode tag : alarm.node("tags")) {
            Told.put(labels, tag.path("key").asText("-"), tag.path("value").asText("-"));
        }
        Told.put(labels, "scope", alarm.word("scope"));
        Told.put(labels, "name", alarm.word("name"));
        String rule = alarm.word("ruleName");
        String title = alarm.masked(Told.LINE, "alarmMessage", "ruleName");
        String severity = labels.containsKey("level") ? labels.get("level") : labels.get("severity");
        return Report.of(Signal.newBuilder()
                .setId("skywalking:" + alarm.need("the identity of the alarm", "uuid"))
                .setSource("skywalking")
                .setAt(ended == null ? started : ended)
                .setStatus(ended == null ? SignalStatus.FIRING : SignalStatus.RESOLVED)
                .setStartedAt(started)
                .setEndedAt(ended)
                .setTitle(title == null ? "an alarm without a message" : title)
                .setSeverity(SignalSeverity.of(severity))
                .setSourceSeverity(severity)
                .setRule(rule)
                .setApi(labels.get("api"))
                .setService(service(alarm))
                .setLabels(labels)
                .build());
    }

    /** The name of a service itself; of what is part of one, what stands behind {@code in}. */
    private static @org.jspecify.annotations.Nullable String service(Told alarm) {
        String name = alarm.word("name");
        if (name == null || "SERVICE".equalsIgnoreCase(alarm.word("scope"))) {
            return name;
        }
        int in = name.lastIndexOf(IN);
        return in < 0 ? null : name.substring(in + IN.length());
    }
}
