package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hypercare.OutsideData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on lines of our own, and what the miner is worth on the labelled systems that are here; skipped where none are. */
class LabPatternsCommandTest {
    private final Console console = new Console();

    @TempDir
    Path directory;

    @BeforeEach
    void someLines() throws IOException {
        StringBuilder shop = new StringBuilder("LineId,Content,EventId,EventTemplate\n");
        for (int i = 0; i < 40; i++) {
            shop.append(i).append(",\"order ").append(i).append(" paid, thanks \"\"ann\"\"\",E1,x\n");
            shop.append(i).append(",no stock for item ").append(i).append(",E2,x\n");
        }
        Files.writeString(directory.resolve("Shop_2k.log_structured_corrected.csv"), shop);
        Files.writeString(
                directory.resolve("mail_log.csv"),
                "EventId,Content\r\nA,\"sent\r\nto 1\"\r\nB,bounced\r\nB,delayed\r\n");
    }

    @Test
    void printsARowASystemAndTheMean() {
        assertThat(run()).isZero();
        assertThat(console.out())
                .containsPattern("Shop +80 +2 +2 +2 +1\\.000 +1\\.000")
                .containsPattern("mail +3 +2 +3 +1 +0\\.333 +0\\.400")
                .containsPattern("mean of 2 +83 +4 +5 +3 +0\\.667 +0\\.700");
    }

    @Test
    void asJsonItHasTheSystemsAndTheMeanAndNothingElse() throws IOException {
        assertThat(run("--json", "--seed", "3")).isZero();
        assertThat(new JsonMapper().readTree(console.out())).isEqualTo(new JsonMapper().readTree("""
                {"systems": {"Shop": {"ga": 1.0, "fga": 1.0}, "mail": {"ga": %s, "fga": 0.4}},
                 "mean": {"ga": %s, "fga": 0.7}}
                """.formatted(
                                1.0 / 3, (1 + 1.0 / 3) / 2)));
    }

    @Test
    void severalOrdersOfTheLinesGiveTheMeanAndTheWorstOfThem() throws IOException {
        assertThat(run("--shuffles", "3")).isZero();
        assertThat(console.out())
                .containsPattern("Shop +1\\.000 +1\\.000 +1\\.000 +1\\.000")
                .containsPattern("mail +0\\.333 +0\\.333 +0\\.400 +0\\.400")
                .containsPattern("mean of 2 +0\\.667 +0\\.667 +0\\.700 +0\\.700");
        assertThat(run("--shuffles", "2", "--json")).isZero();
        JsonNode json = new JsonMapper().readTree(console.out());
        assertThat(json.path("shuffles").asInt()).isEqualTo(2);
        assertThat(json.path("systems").path("mail").path("fgaLeast").asDouble())
                .isEqualTo(0.4);
        assertThat(run("--shuffles", "0")).isEqualTo(2);
        assertThat(console.err()).contains("--shuffles: 0 (expected: 1 to 1000)");
    }

    @Test
    void aFileThatCannotBeUsedIsNamedWithTheLineAndWhatWasExpected() throws IOException {
        Path broken = directory.resolve("a_2k.csv");
        Files.writeString(broken, "Content,Id\nx,E1\n");
        assertThat(run()).isEqualTo(2);
        assertThat(console.err())
                .contains(broken + " line 1: no column EventId in Content,Id", "expected: Content and EventId");
        Files.writeString(broken, "Content,EventId\nx,E1\ny\n");
        assertThat(run()).isEqualTo(2);
        assertThat(console.err()).contains(broken + " line 3: 1 fields (expected: 2");
        Files.writeString(broken, "");
        assertThat(run()).isEqualTo(2);
        assertThat(console.err()).contains(broken + ": empty");
    }

    @Test
    void aFolderWithoutFilesIsRefusedWithAdvice() {
        assertThat(console.run(
                        "lab", "patterns", "--loghub", directory.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(console.err()).contains("no such folder", "EventId");
    }

    @Test
    void reachesTheAccuracyThatWasPromisedInAnyOrderOfTheLines() throws IOException {
        for (int seed = 1; seed <= 3; seed++) {
            assertThat(console.run(
                            "lab",
                            "patterns",
                            "--loghub",
                            OutsideData.folder("loghub").toString(),
                            "--seed",
                            Integer.toString(seed),
                            "--json"))
                    .as(console.err())
                    .isZero();
            JsonNode mean = new JsonMapper().readTree(console.out()).path("mean");
            assertThat(mean.path("ga").asDouble()).isGreaterThanOrEqualTo(0.88);
            assertThat(mean.path("fga").asDouble()).isGreaterThanOrEqualTo(0.88);
        }
    }

    private int run(String... options) {
        String[] args = new String[4 + options.length];
        System.arraycopy(new String[] {"lab", "patterns", "--loghub", directory.toString()}, 0, args, 0, 4);
        System.arraycopy(options, 0, args, 4, options.length);
        return console.run(args);
    }
}
