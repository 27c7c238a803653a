package dev.hypercare.bench.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
    @TempDir
    Path folder;

    @Test
    void theFolderIsMadeAndTheFileIsReplaced() throws IOException {
        Path file = folder.resolve("a/b.json");
        ResultFile.write(file, Map.of("before", "longer than what comes after"));
        ResultFile.write(file, Map.of("right", true));
        assertThat(Files.readString(file)).isEqualToNormalizingNewlines("{\n  \"right\" : true\n}\n");
    }

    @Test
    void whatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createDirectory(folder.resolve("c.json"));
        assertThatThrownBy(() -> ResultFile.write(file, Map.of()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void onlyNumbersWithAFractionAreRounded() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("ratio", 1.23456);
        values.put("calls", 4_000_000L);
        values.put("output", "exact");
        assertThat(ResultFile.rounded(values))
                .containsExactly(
                        Map.entry("ratio", 1.235), Map.entry("calls", 4_000_000L), Map.entry("output", "exact"));
    }
}
