package dev.hypercare.cli.tickets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tickets of a file: CSV (RFC 4180) with a header, or a JSON object a line, told apart by the first character. Fields are those of
 * the schema of tickets; titles and texts are masked. It is read as a stream. Not thread-safe.
 */
public final class TicketFile implements AutoCloseable {
    private static final String ADVICE = "Give CSV with a header, or a JSON object a line, with the fields "
            + String.join(", ", TicketRow.FIELDS) + ".";
    private static final Set<String> KNOWN = known();
    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    private final BufferedReader text;
    private final @Nullable MappingIterator<String[]> csv;
    private final List<String> header;
    private final Instant latest;
    private final Set<String> unused = new LinkedHashSet<>();
    private long line;
    private long read;

    private TicketFile(String name, InputStream input, Instant latest) throws IOException {
        this.name = name;
        this.latest = latest;
        this.text = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8), 1 << 16);
        switch (first()) {
            case '[' ->
                throw new InvalidInput(
                        name + ": a JSON array (expected: a JSON object a line)",
                        "Write its elements line by line: jq -c '.[]' does that.");
            case '{' -> {
                csv = null;
                header = List.of();
            }
            default -> {
                csv = CsvMapper.builder()
                        .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                        .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                        .build()
                        .readerFor(String[].class)
                        .with(CsvSchema.emptySchema())
                        .readValues(text);
                header = header(csv);
            }
        }
    }

    /**
     * Opens a file, or the input for {@code -}.
     *
     * @param latest no event of a ticket can be later than that. Error: {@link InvalidInput} where it cannot be read, is empty, or
     *     lacks a column that is needed
     */
    public static TicketFile open(String file, InputStream input, Instant latest) {
        String name = file.equals("-") ? "standard input" : file;
        try {
            if (!file.equals("-") && Files.isDirectory(Path.of(file))) {
                throw new InvalidInput(name + " is a directory", "Give one of its files.");
            }
            return new TicketFile(name, file.equals("-") ? input : Files.newInputStream(Path.of(file)), latest);
        } catch (NoSuchFileException e) {
            throw TextFile.missing(name, "Check the path.");
        } catch (IOException e) {
            throw new InvalidInput(name + ": cannot be read: " + e.getMessage(), ADVICE);
        }
    }

    /** The same of a stream. Error: {@link InvalidInput}; {@code name} stands for the file in messages. */
    public static TicketFile of(String name, InputStream input, Instant latest) throws IOException {
        return new TicketFile(name, input, latest);
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>();
        TicketRow.FIELDS.forEach(field -> known.add(TicketRow.plain(field)));
        return known;
    }

    /** The first character that is no white space; it stays to be read. */
    private char first() throws IOException {
        while (true) {
            text.mark(1);
            int c = text.read();
            if (c < 0) {
                throw new InvalidInput(name + " is empty", ADVICE);
            }
            if (c != '\uFEFF' && !Character.isWhitespace(c)) {
                text.reset();
                return (char) c;
            }
            line += c == '\n' ? 1 : 0;
        }
    }

    private List<String> header(MappingIterator<String[]> rows) throws IOException {
        String[] row = row(rows);
        List<String> names = row == null ? List.of() : List.of(row);
        Set<String> plain = new HashSet<>();
        for (String column : names) {
            String field = TicketRow.plain(column);
            if (KNOWN.contains(field) && !plain.add(field)) {
                throw new InvalidInput(name + " line 1: two columns are " + column + " (expected: one)", ADVICE);
            }
        }
        for (String needed : List.of("id", "createdAt", "title")) {
            boolean has = plain.contains(TicketRow.plain(needed)) || needed.equals("title") && plain.contains("text");
            if (!has) {
                throw new InvalidInput(
                        name + " line 1: no column " + needed + " in " + String.join(",", names)
                                + " (expected: id, createdAt, and title or text)",
                        ADVICE);
            }
        }
        return names;
    }

    /** Null at the end. */
    private String @Nullable [] row(MappingIterator<String[]> rows) throws IOException {
        String place = place(rows);
        try {
            return rows.hasNextValue() ? rows.nextValue() : null;
        } catch (JsonProcessingException e) {
            throw new InvalidInput(place + ": not CSV: " + firstLine(e), "Correct it; what stands before was read.");
        }
    }

    /** The next row that is not blank; null at the end. Error: {@link InvalidInput} where the file cannot be read any further. */
    public @Nullable FiledTicket next() {
        try {
            FiledTicket next = csv == null ? ofJson() : ofCsv(csv);
            read += next == null ? 0 : 1;
            return next;
        } catch (IOException e) {
            throw new InvalidInput(name + " after " + read + " tickets: cannot be read: " + e.getMessage(), ADVICE);
        }
    }

    private @Nullable FiledTicket ofCsv(MappingIterator<String[]> rows) throws IOException {
        String place = place(rows);
        String[] row = row(rows);
        if (row == null) {
            return null;
        }
        if (row.length != header.size()) {
            return new FiledTicket(
                    null,
                    List.of(place + ": " + row.length + " fields (expected: " + header.size() + ", as in the header)"));
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < row.length; i++) {
            put(values, header.get(i), row[i]);
        }
        return new TicketRow(place, values).read(latest);
    }

    /** Where the next row begins: the line end of the one before is read with it. */
    private String place(MappingIterator<String[]> rows) {
        return name + " line " + (line + Math.max(1, rows.getCurrentLocation().getLineNr()));
    }

    private @Nullable FiledTicket ofJson() throws IOException {
        String next = text.readLine();
        while (next != null && next.isBlank()) {
            line++;
            next = text.readLine();
        }
        if (next == null) {
            return null;
        }
        line++;
        String place = name + " line " + line;
        JsonNode node;
        try {
            node = JSON.readTree(next);
        } catch (JsonProcessingException e) {
            return new FiledTicket(null, List.of(place + ": not JSON: " + e.getOriginalMessage()));
        }
        if (!node.isObject()) {
            return new FiledTicket(
                    null, List.of(place + ": no JSON object (expected: one with the fields of a ticket)"));
        }
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getKey().equals("labels") && field.getValue().isObject()) {
                field.getValue()
                        .properties()
                        .forEach(label -> put(
                                values,
                                TicketRow.LABEL + label.getKey(),
                                label.getValue().asText()));
            } else if (field.getValue().isContainerNode() && KNOWN.contains(TicketRow.plain(field.getKey()))) {
                return new FiledTicket(
                        null,
                        List.of(place + ": " + field.getKey() + ": " + field.getValue() + " (expected: one value)"));
            } else {
                put(
                        values,
                        field.getKey(),
                        field.getValue().isNull() ? "" : field.getValue().asText());
            }
        }
        return new TicketRow(place, values).read(latest);
    }

    private void put(Map<String, String> values, String field, String value) {
        String plain = field.startsWith(TicketRow.LABEL) ? field : TicketRow.plain(field);
        if (!field.startsWith(TicketRow.LABEL) && !KNOWN.contains(plain)) {
            unused.add(field.strip());
        } else if (!value.isBlank()) {
            values.put(plain, value.strip());
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Fields that no ticket has, in the order in which they were seen. */
    public Set<String> unused() {
        return unused;
    }

    /** Rows so far. */
    public long read() {
        return read;
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw new InvalidInput(name + ": cannot be closed: " + e.getMessage(), "Load it again.");
        }
    }
}
