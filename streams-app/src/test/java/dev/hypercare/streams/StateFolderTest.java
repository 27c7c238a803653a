package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    @TempDir
    Path states;

    @BeforeEach
    void fill() throws IOException {
        for (String file : List.of(
                "shop-kpi/0_1/kpi-combine/x.sst",
                "shop-kpi/1_11/kpi-panes/kpi-panes.1/LOCK",
                "shop-kpi/global/rules/y.sst",
                "shop-kpi/.lock",
                "shop-kpi/kafka-streams-process-metadata",
                "shop-watch/0_0/z.sst")) {
            Files.createDirectories(states.resolve(file).getParent());
            Files.writeString(states.resolve(file), "state");
        }
    }

    @Test
    void stateOfAProcessThatEndedInOrderIsUsedAgain() throws IOException {
        for (int start = 0; start < 3; start++) {
            try (StateFolder folder = StateFolder.take(states, "shop-kpi", true)) {
                assertThat(tasks("shop-kpi")).containsExactly("0_1", "1_11");
                folder.endedInOrder();
            }
        }
    }

    @Test
    void stateOfAProcessThatWasKilledIsDeletedAndNothingElseIs() throws IOException {
        StateFolder.take(states, "shop-kpi", true).close();
        assertThat(tasks("shop-kpi"))
                .as("a first start, or one after an older version")
                .hasSize(2);
        StateFolder.take(states, "shop-kpi", true).close();
        assertThat(tasks("shop-kpi")).isEmpty();
        assertThat(states.resolve("shop-kpi/global/rules/y.sst")).exists();
        assertThat(states.resolve("shop-kpi/kafka-streams-process-metadata")).exists();
        assertThat(tasks("shop-watch")).containsExactly("0_0");
    }

    @Test
    void atLeastOnceWhatWasNotCommittedMayBeUsed() throws IOException {
        StateFolder.take(states, "shop-kpi", false).close();
        StateFolder.take(states, "shop-kpi", false).close();
        assertThat(tasks("shop-kpi")).hasSize(2);
    }

    @Test
    void stateThatAnotherOneWorksOnIsLeftAlone() throws IOException {
        try (StateFolder first = StateFolder.take(states, "shop-kpi", true)) {
            try (StateFolder second = StateFolder.take(states, "shop-kpi", true)) {
                second.endedInOrder();
            }
            assertThat(tasks("shop-kpi")).hasSize(2);
            assertThat(states.resolve("shop-kpi.in-use")).exists();
            first.endedInOrder();
        }
        assertThat(states.resolve("shop-kpi.in-use")).doesNotExist();
    }

    private List<String> tasks(String application) throws IOException {
        try (Stream<Path> all = Files.list(states.resolve(application))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d+_\\d+"))
                    .sorted()
                    .toList();
        }
    }
}
