package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabDetectionCommandTest {
    @TempDir
    Path folder;

    private final Console console = new Console();

    @Test
    void aShortSimulationGoesThroughTheRealApplicationsAndIsScored() throws IOException {
        Path file = folder.resolve("score.json");
        int exit = console.run(
                "lab",
                "detection",
                "--seeds",
                "3",
                "--length",
                "25m",
                "--warm-up",
                "2m",
                "--rate",
                "0.2",
                "--json",
                file.toString(),
                "--keep",
                folder.resolve("kept").toString(),
                "--faults");
        assertThat(exit).isZero();
        assertThat(folder.resolve("kept/seed-3.json")).exists();
        assertThat(console.out()).contains("api-outage", "1 simulations: recall ");
        JsonNode json = new ObjectMapper().readTree(Files.readString(file));
        assertThat(json.path("perFault")).hasSize(21);
        // A whole API that fails is found by the shipped rules, whatever is tuned.
        assertThat(json.path("perFault").path("api-outage").path("recall").asDouble())
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeRunIsSaidWithWhatWasExpected() {
        assertThat(console.run("lab", "detection", "--seeds", "9-1")).isEqualTo(2);
        assertThat(console.err()).contains("'9-1' are no seeds (expected: such as 1-20 or 3,7");
        assertThat(console.run("lab", "detection", "--length", "10m", "--warm-up", "5m"))
                .isEqualTo(2);
        assertThat(console.err()).contains("expected: at least 20 minutes between the end of the warm-up and the end");
        assertThat(console.run("lab")).isEqualTo(2);
        assertThat(console.err()).contains("nothing to measure given");
    }
}
