package dev.hypercare.testdata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/** The support tickets beside {@link Recording#LAUNCH}: written by hand for what was recorded, with recorded times. */
public final class RecordedTickets {
    /** A JSON object a line, each a ticket as it stood after an event of its life, by the time of the event. */
    public static final String LAUNCH = "recordings/launch/tickets.jsonl";

    private RecordedTickets() {}

    /** The lines, to be closed. */
    public static InputStream launch() {
        return open(LAUNCH);
    }

    /** The fault that each is about, by the id of the ticket; those that are about none are not in it. */
    public static Map<String, String> faults() {
        try (InputStream labels = open(Labels.LAUNCH)) {
            Map<String, String> faults = new TreeMap<>();
            for (Map.Entry<String, JsonNode> ticket :
                    new JsonMapper().readTree(labels).path("tickets").properties()) {
                faults.put(ticket.getKey(), ticket.getValue().asText());
            }
            return faults;
        } catch (IOException e) {
            throw new RecordingException(Labels.LAUNCH + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static InputStream open(String name) {
        InputStream stream = RecordedTickets.class.getClassLoader().getResourceAsStream(name);
        if (stream == null) {
            throw new RecordingException(name + ": not on the class path");
        }
        return stream;
    }
}
