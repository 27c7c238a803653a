package dev.hypercare.cli.lab;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Log lines of one system, each with the group that it belongs to.
 *
 * @param system its name
 * @param lines the messages
 * @param groups of each line its true group
 */
public record LabelledLines(String system, List<String> lines, List<String> groups) {
    private static final String CONTENT = "Content";
    private static final String EVENT = "EventId";
    private static final String ADVICE =
            "Give a folder of files such as Apache_2k.log_structured_corrected.csv: comma-separated, with a header that names the columns"
                    + " Content (the message) and EventId (its group).";

    /** Every {@code *.csv} of a folder, by name. Error: {@link InvalidInput} that names file, line and what was expected. */
    public static List<LabelledLines> readAll(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidInput(folder + ": no such folder", ADVICE);
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<LabelledLines> all = files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .map(LabelledLines::read)
                    .toList();
            if (all.isEmpty()) {
                throw new InvalidInput(folder + ": no file ends in .csv", ADVICE);
            }
            return all;
        } catch (IOException e) {
            throw new InvalidInput(folder + ": cannot be read: " + e.getMessage(), ADVICE);
        }
    }

    private static LabelledLines read(Path file) {
        List<String> lines = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        CsvMapper csv =
                CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();
        try (var text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                MappingIterator<String[]> rows = csv.readerFor(String[].class)
                        .with(CsvSchema.emptySchema())
                        .readValues(text)) {
            if (!rows.hasNext()) {
                throw new InvalidInput(file + ": empty", ADVICE);
            }
            String[] header = rows.next();
            int content = column(file, header, CONTENT);
            int event = column(file, header, EVENT);
            while (rows.hasNext()) {
                String[] row = rows.next();
                if (row.length <= Math.max(content, event)) {
                    throw new InvalidInput(
                            file + " line " + (rows.getCurrentLocation().getLineNr() - 1) + ": " + row.length
                                    + " fields (expected: " + header.length + ", as in the header)",
                            ADVICE);
                }
                lines.add(row[content]);
                groups.add(row[event]);
            }
        } catch (IOException | RuntimeJsonMappingException e) {
            throw new InvalidInput(file + ": not CSV: " + firstLine(String.valueOf(e.getMessage())), ADVICE);
        }
        if (lines.isEmpty()) {
            throw new InvalidInput(file + ": no lines after the header", ADVICE);
        }
        return new LabelledLines(name(file), lines, groups);
    }

    private static int column(Path file, String[] header, String name) {
        // what a byte order mark leaves before the first name is no part of it
        int column = Arrays.stream(header)
                .map(field -> field.replace("\uFEFF", "").strip())
                .toList()
                .indexOf(name);
        if (column < 0) {
            throw new InvalidInput(
                    file + " line 1: no column " + name + " in " + String.join(",", header) + " (expected: " + CONTENT
                            + " and " + EVENT + ")",
                    ADVICE);
        }
        return column;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    /** What stands before {@code _2k}, or else before the first underscore or dot. */
    private static String name(Path file) {
        String name = file.getFileName().toString();
        int end = name.indexOf("_2k");
        return end > 0 ? name.substring(0, end) : name.split("[_.]", 2)[0];
    }

    /** The same lines in an order that depends on the seed. */
    LabelledLines shuffled(long seed) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        return new LabelledLines(
                system,
                order.stream().map(lines::get).toList(),
                order.stream().map(groups::get).toList());
    }
}
