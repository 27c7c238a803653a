package dev.hypercare.receiver.config;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/** Finds all that is wrong with a configuration, key by key. */
public final class ReceiverProblems {
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final List<String> OURS =
            List.of("paths.", "listener.", "limit.", "queue.", "rate.", "poll.", "dedupe.", "mask.");

    private final Map<String, String> properties;
    private final Map<String, List<String>> found = new LinkedHashMap<>();

    private ReceiverProblems(Map<String, String> properties) {
        this.properties = properties;
    }

    /** What is wrong, by key; empty where nothing is. Each text names the key, and never a secret. */
    public static Map<String, List<String>> of(Map<String, String> properties) {
        ReceiverProblems problems = new ReceiverProblems(properties);
        problems.find();
        return problems.found;
    }

    private void find() {
        List<String> names = ReceiverConfig.names(properties);
        ConfigDef definition = ReceiverConfig.definition(names);
        for (ConfigValue value : definition.validate(properties)) {
            // What follows the first is that there is no value.
            value.errorMessages().stream().limit(1).forEach(message -> add(value.name(), message));
        }
        if (properties.containsKey(ListenerKeys.PATHS) && names.isEmpty()) {
            add(ListenerKeys.PATHS, "has no name; expected at least one, such as kong");
        }
        findUnknown(definition);
        findConnects();
        findListener();
        findSamePaths(names);
        for (String name : names) {
            if (name.matches("[a-zA-Z0-9_-]+")) {
                new PathProblems(properties, name, this::add).find();
            } else {
                add(ListenerKeys.PATHS, "has the name '" + name + "'; expected letters, digits, - and _");
            }
        }
    }

    private void findUnknown(ConfigDef definition) {
        for (String key : new TreeSet<>(properties.keySet())) {
            if (OURS.stream().anyMatch(key::startsWith) && !definition.names().contains(key)) {
                add(
                        key,
                        "is no key of the receiver; see docs/reference/receiver.md, and whether its path is named in paths");
            }
        }
    }

    /** What Connect itself is told about this connector. */
    private void findConnects() {
        for (String key : List.of("key.converter", "value.converter")) {
            if (!BYTES.equals(properties.get(key))) {
                add(
                        key,
                        "is " + properties.get(key) + "; expected " + BYTES
                                + ", so that topics hold the bytes that were sent");
            }
        }
        if ("all".equalsIgnoreCase(properties.get("errors.tolerance"))) {
            add("errors.tolerance", "is all; expected none: a record that Kafka refused would be answered 200");
        }
    }

    private void findListener() {
        String certificate = value(ListenerKeys.CERTIFICATE);
        if (certificate.isEmpty() != value(ListenerKeys.KEY).isEmpty()) {
            add(ListenerKeys.KEY, "and " + ListenerKeys.CERTIFICATE + " belong together; set both or none");
        }
        if (certificate.isEmpty() && !value(ListenerKeys.CLIENT_CA).isEmpty()) {
            add(ListenerKeys.CLIENT_CA, "needs " + ListenerKeys.CERTIFICATE + ": only TLS has certificates");
        }
        for (String key : List.of(ListenerKeys.CERTIFICATE, ListenerKeys.KEY, ListenerKeys.CLIENT_CA)) {
            if (!value(key).isEmpty() && !Files.isReadable(Path.of(value(key)))) {
                add(key, "is '" + value(key) + "', which cannot be read on this worker");
            }
        }
        String host = properties.getOrDefault(ListenerKeys.HOST, "127.0.0.1");
        try {
            if (!InetAddress.getByName(host).isLoopbackAddress()) {
                findExposed(host, certificate.isEmpty());
            }
        } catch (IOException e) {
            add(ListenerKeys.HOST, "is '" + host + "', which is no address of this machine");
        }
    }

    private void findExposed(String host, boolean plain) {
        if (plain) {
            add(
                    ListenerKeys.HOST,
                    "is '" + host + "', which others can reach; set " + ListenerKeys.CERTIFICATE
                            + ", or listen on 127.0.0.1 behind a proxy");
        }
        for (String name : ReceiverConfig.names(properties)) {
            String auth = ReceiverConfig.prefix(name) + PathKeys.AUTH;
            if ("none".equals(properties.get(auth))) {
                add(auth, "is none, but others can reach '" + host + "'; expected token, basic, hmac or mtls");
            }
        }
    }

    private void findSamePaths(List<String> names) {
        Set<String> seen = new TreeSet<>();
        for (String name : names) {
            String key = ReceiverConfig.prefix(name) + PathKeys.PATH;
            if (properties.containsKey(key) && !seen.add(properties.get(key))) {
                add(key, "is '" + properties.get(key) + "', which another path has already");
            }
        }
    }

    private String value(String key) {
        return properties.getOrDefault(key, "");
    }

    private void add(String key, String text) {
        List<String> texts = found.computeIfAbsent(key, k -> new ArrayList<>());
        texts.add(text.contains(key) ? text : key + " " + text);
    }
}
