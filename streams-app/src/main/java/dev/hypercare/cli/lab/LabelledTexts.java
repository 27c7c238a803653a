package dev.hypercare.cli.lab;

import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Texts with the category that people gave each, from CSV (RFC 4180) with the columns {@code text} and {@code category}.
 *
 * @param texts in their order
 * @param categories of each
 */
public record LabelledTexts(List<String> texts, List<String> categories) {
    private static final String ADVICE = "Give a CSV file with a header and the columns text and category.";

    /** Reads a file. Error: {@link InvalidInput} where it is no such file. */
    public static LabelledTexts read(Path file) {
        List<List<String>> rows;
        try {
            rows = rows(Files.readString(file));
        } catch (IOException e) {
            throw new InvalidInput("--file: " + file + ": cannot be read: " + e.getMessage(), ADVICE);
        }
        List<String> header = rows.isEmpty() ? List.of() : rows.get(0);
        int text = header.indexOf("text");
        int category = header.indexOf("category");
        if (text < 0 || category < 0) {
            throw new InvalidInput(
                    "--file: " + file + ": its columns are " + header + " (expected: text and category among them)",
                    ADVICE);
        }
        List<String> texts = new ArrayList<>();
        List<String> categories = new ArrayList<>();
        for (int line = 1; line < rows.size(); line++) {
            List<String> row = rows.get(line);
            if (row.size() <= Math.max(text, category)) {
                throw new InvalidInput(
                        "--file: " + file + ": record " + (line + 1) + " has " + row.size() + " fields (expected: "
                                + header.size() + ")",
                        ADVICE);
            }
            texts.add(row.get(text));
            categories.add(row.get(category));
        }
        if (texts.isEmpty()) {
            throw new InvalidInput("--file: " + file + ": no texts in it", ADVICE);
        }
        return new LabelledTexts(texts, categories);
    }

    /** The same in another order, the same for the same seed. */
    public LabelledTexts shuffled(long seed) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        return new LabelledTexts(
                order.stream().map(texts::get).toList(),
                order.stream().map(categories::get).toList());
    }

    static List<List<String>> rows(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    field.append(c);
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',') {
                row.add(take(field));
            } else if (c == '\n') {
                row.add(take(field));
                rows.add(row);
                row = new ArrayList<>();
            } else if (c != '\r') {
                field.append(c);
            }
        }
        if (!field.isEmpty() || !row.isEmpty()) {
            row.add(take(field));
            rows.add(row);
        }
        return rows;
    }

    private static String take(StringBuilder field) {
        String text = field.toString();
        field.setLength(0);
        return text;
    }
}
