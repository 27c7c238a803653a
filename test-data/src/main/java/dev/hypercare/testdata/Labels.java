package dev.hypercare.testdata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was injected into a recording, and when. All times are epoch milliseconds.
 *
 * @param from first completion of the recording
 * @param to last completion
 * @param faults in the order of the file
 */
public record Labels(long from, long to, List<Fault> faults) {
    /** The labels of {@link Recording#LAUNCH}, on the class path. */
    public static final String LAUNCH = "recordings/launch/labels.json";

    private static final String FORMAT = "hypercare-labels/1";

    public Labels {
        faults = List.copyOf(faults);
    }

    /** The labels of the shipped recording. */
    public static Labels launch() {
        try (InputStream stream = Labels.class.getClassLoader().getResourceAsStream(LAUNCH)) {
            if (stream == null) {
                throw new RecordingException(LAUNCH + ": not on the class path");
            }
            return parse(LAUNCH, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new RecordingException(LAUNCH + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads a labels file as record.sh writes it. Error: {@link RecordingException}. */
    public static Labels file(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new RecordingException(file + ": no such file (expected: a labels file in JSON)", e);
        } catch (IOException e) {
            throw new RecordingException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads a text; {@code name} stands for the file in messages. Error: {@link RecordingException}. */
    public static Labels parse(String name, String json) {
        try {
            JsonNode root = new JsonMapper().readTree(json);
            String format = root.path("format").asText("missing");
            if (!format.equals(FORMAT)) {
                throw new RecordingException(name + ": format: " + format + " (expected: " + FORMAT + ")");
            }
            List<Fault> faults = new ArrayList<>();
            for (JsonNode fault : root.path("faults")) {
                faults.add(fault(name + ": faults[" + faults.size() + "]", fault));
            }
            return new Labels(time(name, root, "from"), time(name, root, "to"), faults);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new RecordingException(name + ":" + line + ": not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Fault fault(String place, JsonNode fault) {
        long from = time(place, fault, "from");
        long to = fault.path("to").isTextual() ? time(place, fault, "to") : Long.MAX_VALUE;
        if (to < from) {
            throw new RecordingException(place + ": to: " + fault.path("to").asText() + " (expected: not before from)");
        }
        return new Fault(
                text(place, fault, "id"),
                text(place, fault, "kind"),
                text(place, fault, "api"),
                optional(fault, "route"),
                optional(fault, "consumer"),
                from,
                to,
                text(place, fault, "what"),
                text(place, fault, "expect"));
    }

    private static String text(String place, JsonNode node, String field) {
        String value = optional(node, field);
        if (value == null || value.isBlank()) {
            throw new RecordingException(place + ": " + field + ": missing (expected: a text)");
        }
        return value;
    }

    private static @Nullable String optional(JsonNode node, String field) {
        return node.path(field).isTextual() ? node.path(field).asText() : null;
    }

    private static long time(String place, JsonNode node, String field) {
        String value = text(place, node, field);
        try {
            return Instant.parse(value).toEpochMilli();
        } catch (DateTimeException e) {
            throw new RecordingException(
                    place + ": " + field + ": " + value + " (expected: an instant such as 2026-11-22T10:00:00.000Z)",
                    e);
        }
    }

    /**
     * The faults of the replayed part in event time. A fault counts as part of it where it begins in it; one that goes on beyond
     * its end did not end.
     */
    public Labels replayed(ReplayClock clock) {
        List<Fault> moved = new ArrayList<>();
        for (Fault fault : faults) {
            if (fault.from() >= clock.recordedFrom() && fault.from() < clock.recordedTo()) {
                long to = fault.to() > clock.recordedTo() ? Long.MAX_VALUE : clock.shifted(fault.to());
                moved.add(fault.during(clock.shifted(fault.from()), to));
            }
        }
        return new Labels(clock.shifted(clock.recordedFrom()), clock.shifted(clock.recordedTo()), moved);
    }

    /**
     * A fault.
     *
     * @param kind what sort: backend-killed, backend-slow, route-errors, unauthorised-burst, slow-tail, partial-errors
     * @param route route template; null where the whole API is hit
     * @param consumer null where all are hit
     * @param from when it was switched on
     * @param to when it was over; {@link Long#MAX_VALUE} where it never was
     * @param what one line for people
     * @param expect the symptom: server-errors, client-errors or latency
     */
    public record Fault(
            String id,
            String kind,
            String api,
            @Nullable String route,
            @Nullable String consumer,
            long from,
            long to,
            String what,
            String expect) {

        /** Whether it was over before the end of what was recorded. */
        public boolean ended() {
            return to != Long.MAX_VALUE;
        }

        Fault during(long newFrom, long newTo) {
            return new Fault(id, kind, api, route, consumer, newFrom, newTo, what, expect);
        }
    }
}
