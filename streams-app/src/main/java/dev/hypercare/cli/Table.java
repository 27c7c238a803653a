package dev.hypercare.cli;

import dev.hypercare.cli.terminal.Ink;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows under a header, columns aligned: numbers to the right, text to the left. */
final class Table {
    /** The last cell of text in a row is cut so that the row has at most so many characters. */
    private static final int WIDTH = 120;

    private static final int SHORTEST = 12;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    private record Column(String header, boolean number) {}

    /** @param headers units in the header; those that end with {@code >} are of numbers, without the sign itself */
    Table(List<String> headers) {
        columns = headers.stream()
                .map(header -> header.endsWith(">")
                        ? new Column(header.substring(0, header.length() - 1), true)
                        : new Column(header, false))
                .toList();
    }

    /** Adds a row. Error: {@link IllegalArgumentException} for another number of cells than there are columns. */
    void add(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells (expected: " + columns.size() + ")");
        }
        rows.add(cells.stream().map(Ink::safe).toList());
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The header and the rows as lines, without blanks at their ends. */
    List<String> lines() {
        int[] widths = widths();
        List<String> lines = new ArrayList<>();
        lines.add(line(columns.stream().map(Column::header).toList(), widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    void print(PrintWriter to) {
        lines().forEach(to::println);
    }

    private int[] widths() {
        int[] widths =
                columns.stream().mapToInt(column -> column.header().length()).toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        int total = 2 * (widths.length - 1);
        for (int width : widths) {
            total += width;
        }
        for (int i = widths.length - 1; i >= 0 && total > WIDTH; i--) {
            if (!columns.get(i).number()) {
                int cut = Math.max(0, Math.min(total - WIDTH, widths[i] - SHORTEST));
                widths[i] -= cut;
                total -= cut;
            }
        }
        return widths;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String cut = cell.length() > widths[i] ? cell.substring(0, widths[i] - 1) + "\u2026" : cell;
            String blanks = " ".repeat(widths[i] - cut.length());
            line.append(i == 0 ? "" : "  ").append(columns.get(i).number() ? blanks + cut : cut + blanks);
        }
        return line.toString().stripTrailing();
    }
}
