package dev.hypercare.testdata.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about the simulator. */
class SimulatorPageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "simulator.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|");

    @Test
    void eachOfItsTablesOfKindsNamesExactlyTheKindsThereAreInTheirOrder() throws IOException {
        List<String> kinds = Arrays.stream(SimulatedFaultKind.values())
                .map(SimulatedFaultKind::id)
                .toList();
        String page = Files.readString(PAGE);
        List<List<String>> tables = new ArrayList<>();
        for (String section : page.split("(?m)^## ")) {
            List<String> rows = rows(section);
            if (!rows.isEmpty()) {
                tables.add(rows);
            }
        }
        assertThat(tables).hasSize(2).allSatisfy(table -> assertThat(table).isEqualTo(kinds));
    }

    private static List<String> rows(String section) {
        List<String> rows = new ArrayList<>();
        Matcher matcher = ROW.matcher(section);
        while (matcher.find()) {
            rows.add(matcher.group(1));
        }
        return rows;
    }
}
