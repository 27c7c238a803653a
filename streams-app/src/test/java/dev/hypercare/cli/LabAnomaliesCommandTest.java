package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hypercare.OutsideData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, and what the detector is worth on the part of the benchmark that is here; skipped where none of it is. */
class LabAnomaliesCommandTest {
    private final Console console = new Console();

    @TempDir
    Path directory;

    @Test
    void printsATableAndWritesTheSameAsJson() throws IOException {
        Path nab = OutsideData.folder("nab");
        Path json = directory.resolve("nab.json");
        assertThat(console.run("lab", "anomalies", "--nab", nab.toString(), "--json", json.toString()))
                .as(console.err())
                .isZero();
        JsonNode result = new JsonMapper().readTree(json.toFile());
        assertThat(console.out())
                .contains(
                        "score",
                        "realKnownCause/nyc_taxi.csv",
                        "all " + result.path("files").size());
        for (JsonNode file : result.path("files")) {
            assertThat(console.out()).contains(file.path("file").asText());
        }
        assertThat(console.run("lab", "anomalies", "--nab", nab.toString(), "--json"))
                .isZero();
        assertThat(new JsonMapper().readTree(console.out())).isEqualTo(result);
    }

    @Test
    void reachesTheScoreThatWasPromisedAndIsSilentWhereNothingIsTheMatter() throws IOException {
        JsonNode result = run();
        assertThat(result.path("mean").asDouble()).isGreaterThanOrEqualTo(53);
        assertThat(result.path("files"))
                .filteredOn(file -> file.path("file").asText().startsWith("artificialNoAnomaly/"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file.path("falseOnsets").asInt()).isZero());
    }

    @Test
    void everyIngredientCanBeLeftOut() throws IOException {
        double all = run().path("mean").asDouble();
        for (LabAnomaliesCommand.Ingredient ingredient : LabAnomaliesCommand.Ingredient.values()) {
            assertThat(run("--without", ingredient.toString()).path("mean").asDouble())
                    .as("without " + ingredient)
                    .isNotEqualTo(all);
        }
    }

    @Test
    void aFolderThatIsNotTheBenchmarkIsRefusedWithAdvice() throws IOException {
        Files.createDirectories(directory.resolve("labels"));
        assertThat(console.run("lab", "anomalies", "--nab", directory.toString()))
                .isEqualTo(2);
        assertThat(console.err()).contains("labels/combined_windows.json", "numenta/NAB");
    }

    private JsonNode run(String... options) throws IOException {
        String[] args = new String[5 + options.length];
        System.arraycopy(
                new String[] {
                    "lab", "anomalies", "--nab", OutsideData.folder("nab").toString(), "--json"
                },
                0,
                args,
                0,
                5);
        System.arraycopy(options, 0, args, 5, options.length);
        assertThat(console.run(args)).as(console.err()).isZero();
        return new JsonMapper().readTree(console.out());
    }
}
