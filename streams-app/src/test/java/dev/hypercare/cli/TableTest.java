package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void alignsTextToTheLeftAndNumbersToTheRight() {
        Table table = new Table(List.of("api", "calls>", "route"));
        table.add(List.of("payments", "7", "/a"));
        table.add(List.of("b", "1,234", "/long"));
        assertThat(table.lines())
                .containsExactly("api       calls  route", "payments      7  /a", "b         1,234  /long");
    }

    @Test
    void cutsTheLastTextWhereARowWouldBeTooWide() {
        Table table = new Table(List.of("route", "summary", "n>"));
        table.add(List.of("/r", "s".repeat(200), "1"));
        assertThat(table.lines().get(1)).hasSize(120).contains("s\u2026  1");
    }

    @Test
    void stripsWhatWouldSteerATerminal() {
        Table table = new Table(List.of("consumer"));
        table.add(List.of("\u001b[31mroot\u202e\n"));
        assertThat(table.lines().get(1)).isEqualTo("\u00b7[31mroot\u00b7\u00b7");
    }

    @Test
    void refusesARowWithAnotherNumberOfCells() {
        Table table = new Table(List.of("a", "b"));
        assertThatIllegalArgumentException().isThrownBy(() -> table.add(List.of("1")));
    }

    @Property(tries = 200)
    void noRowIsWiderThanTheLimitNorOutOfLine(
            @ForAll @Size(min = 1, max = 8) List<@StringLength(max = 70) String> cells) {
        Table table = new Table(
                java.util.stream.IntStream.range(0, 3).mapToObj(i -> "h" + i).toList());
        for (String cell : cells) {
            table.add(List.of(cell, "x", cell));
        }
        assertThat(table.lines()).hasSize(cells.size() + 1).allMatch(line -> line.length() <= 120);
    }
}
