package dev.hypercare.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.contract.config.InvalidInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A recorded day of the data set Nezha: {@code calls_*.csv.gz}, {@code errors_*.csv.gz} (WARN and ERROR lines of the services, joined with the
 * calls by service and trace) and {@code *fault_list.json}.
 *
 * @param calls between services, in the order of the file
 * @param errors in the order of time
 * @param faults in the order of time
 */
record RecordedDay(List<ServiceCall> calls, List<LoggedError> errors, List<InjectedFault> faults) {
    /**
     * A call of a service.
     *
     * @param at when it began
     */
    record ServiceCall(Instant at, String service, String route, String trace, long micros) {}

    /**
     * A line that a service logged.
     *
     * @param at when
     * @param service who
     * @param route what it was called for; {@code -} for unknown
     * @param error whether it is of level ERROR; else WARN
     * @param text logger and message, without what the line says of time, level and trace
     */
    record LoggedError(Instant at, String service, String route, String trace, boolean error, String text) {}

    /** A fault that was injected on purpose. */
    record InjectedFault(Instant at, String service, String kind) {}

    private static final Pattern LINE = Pattern.compile(
            "^[\\d:.]+\\s+(?:WARN|ERROR)\\s+(\\S+)\\s+TraceID: \\S+ SpanID: \\S+\\s+(.*)$", Pattern.DOTALL);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String ADVICE =
            "Give the folder of a day of github.com/IntelligentDDS/Nezha: calls_*.csv.gz, errors_*.csv.gz, *fault_list.json.";

    /** Reads a folder. Error: {@link InvalidInput} that names what is missing or cannot be read. */
    static RecordedDay read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidInput("--dir: " + folder + " (expected: a folder)", ADVICE);
        }
        try {
            List<ServiceCall> calls = calls(folder);
            Map<String, String> routes = new HashMap<>();
            calls.forEach(call -> routes.putIfAbsent(call.service() + " " + call.trace(), call.route()));
            List<LoggedError> errors = new ArrayList<>();
            for (List<String> row : rows(file(folder, "errors_", ".csv.gz"))) {
                if (row.size() < 5 || row.get(0).equals("time_us")) {
                    continue;
                }
                String service = row.get(1);
                String trace = row.get(3);
                Matcher line = LINE.matcher(row.get(4));
                errors.add(new LoggedError(
                        Instant.ofEpochMilli(Long.parseLong(row.get(0)) / 1000),
                        service,
                        routes.getOrDefault(service + " " + trace, "-"),
                        trace,
                        row.get(2).equals("ERROR"),
                        line.matches() ? line.group(1) + " " + line.group(2) : row.get(4)));
            }
            errors.sort(Comparator.comparing(LoggedError::at));
            return new RecordedDay(calls, List.copyOf(errors), faults(file(folder, "", "fault_list.json")));
        } catch (IOException | RuntimeException e) {
            if (e instanceof InvalidInput invalid) {
                throw invalid;
            }
            throw new InvalidInput("--dir: " + folder + ": cannot be read: " + e.getMessage(), ADVICE);
        }
    }

    private static Path file(Path folder, String start, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return name.startsWith(start) && name.endsWith(end);
                    })
                    .findFirst()
                    .orElseThrow(() -> new InvalidInput(
                            "--dir: " + folder + " has no " + start + "*" + end + " (expected: one)", ADVICE));
        }
    }

    private static List<ServiceCall> calls(Path folder) throws IOException {
        List<ServiceCall> calls = new ArrayList<>();
        for (List<String> row : rows(file(folder, "calls_", ".csv.gz"))) {
            if (row.size() >= 6 && !row.get(0).equals("start_us")) {
                calls.add(new ServiceCall(
                        Instant.ofEpochMilli(Long.parseLong(row.get(0)) / 1000),
                        row.get(1),
                        row.get(3),
                        row.get(5),
                        Long.parseLong(row.get(4))));
            }
        }
        return List.copyOf(calls);
    }

    private static List<InjectedFault> faults(Path file) throws IOException {
        List<InjectedFault> faults = new ArrayList<>();
        JsonNode hours = new ObjectMapper().readTree(file.toFile());
        for (JsonNode hour : hours) {
            for (JsonNode fault : hour) {
                String pod = fault.path("inject_pod").asText();
                faults.add(new InjectedFault(
                        LocalDateTime.parse(fault.path("inject_time").asText(), TIME)
                                .toInstant(ZoneOffset.UTC),
                        pod.replaceFirst("-[0-9a-f]+-[0-9a-z]+$", ""),
                        fault.path("inject_type").asText()));
            }
        }
        faults.sort(Comparator.comparing(InjectedFault::at));
        return List.copyOf(faults);
    }

    /** The rows of a compressed file with commas, in which quoted fields may hold commas, quotes and line ends. */
    private static List<List<String>> rows(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<String> row = new ArrayList<>();
            StringBuilder field = new StringBuilder();
            boolean quoted = false;
            int next = in.read();
            while (next >= 0) {
                char c = (char) next;
                next = in.read();
                if (quoted && c == '"' && next == '"') {
                    field.append(c);
                    next = in.read();
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (!quoted && (c == ',' || c == '\n')) {
                    row.add(field.toString());
                    field.setLength(0);
                    if (c == '\n') {
                        rows.add(row);
                        row = new ArrayList<>();
                    }
                } else if (quoted || c != '\r') {
                    field.append(c);
                }
            }
            if (!row.isEmpty() || field.length() > 0) {
                row.add(field.toString());
                rows.add(row);
            }
        }
        return rows;
    }
}
