package dev.hypercare.receiver.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** A configuration of one path that is good, and changes to it. */
public final class GivenProperties {
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

    private GivenProperties() {}

    /** The good one, with these keys and values instead; a null value takes a key away. */
    public static Map<String, String> with(String... keysAndValues) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("name", "receiver");
        properties.put("connector.class", "dev.hypercare.receiver.HttpReceiverConnector");
        properties.put("tasks.max", "1");
        properties.put("key.converter", BYTES);
        properties.put("value.converter", BYTES);
        properties.put("listener.port", "0");
        properties.put("paths", "in");
        properties.put("paths.in.path", "/in");
        properties.put("paths.in.topic", "raw");
        properties.put("paths.in.auth", "none");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i + 1] == null) {
                properties.remove(keysAndValues[i]);
            } else {
                properties.put(keysAndValues[i], keysAndValues[i + 1]);
            }
        }
        return properties;
    }
}
