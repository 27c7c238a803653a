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

/** The command, and how well texts are grouped on labelled ones that others published; skipped where they are not here. */
class LabTicketsCommandTest {
    private final Console console = new Console();

    @TempDir
    Path directory;

    @Test
    void groupsBanking77BetterThanWasPromised() throws IOException {
        Path file = OutsideData.folder("tickets-banking77").resolve("train.csv");
        assertThat(console.run("lab", "tickets", "--file", file.toString(), "--json"))
                .as(console.err())
                .isZero();
        JsonNode result = new JsonMapper().readTree(console.out());
        assertThat(result.path("texts").asInt()).isEqualTo(10_003);
        assertThat(result.path("categories").asInt()).isEqualTo(77);
        assertThat(result.path("nmi").asDouble()).isGreaterThan(0.65);
        assertThat(result.path("clusters").asInt()).isLessThanOrEqualTo(660);
    }

    @Test
    void printsATableOfWhatIsMeasured() throws IOException {
        Path file = Files.writeString(
                directory.resolve("few.csv"),
                "category,text\r\nlogin,\"Token expired, again\"\r\nlogin,the token expired\r\nbilling,\"wrong \"\"invoice\"\"\"\r\n");
        assertThat(console.run("lab", "tickets", "--file", file.toString()))
                .as(console.err())
                .isZero();
        assertThat(console.out().lines().findFirst())
                .hasValue("texts  categories  clusters  purity    NMI    ARI  us per text");
        assertThat(console.out()).containsPattern("3 +2 +2 +1\\.000 +1\\.000 +1\\.000 ");
    }

    @Test
    void aFileThatHasNotTheColumnsIsRefusedWithAdvice() throws IOException {
        Path file = Files.writeString(directory.resolve("other.csv"), "id,title\n1,x\n");
        assertThat(console.run("lab", "tickets", "--file", file.toString())).isEqualTo(2);
        assertThat(console.err()).contains("its columns are [id, title] (expected: text and category among them)");
        assertThat(console.run(
                        "lab",
                        "tickets",
                        "--file",
                        directory.resolve("none.csv").toString()))
                .isEqualTo(2);
        assertThat(console.err()).contains("none.csv: cannot be read");
        Path cut = Files.writeString(directory.resolve("cut.csv"), "text,category\nonly text\n");
        assertThat(console.run("lab", "tickets", "--file", cut.toString())).isEqualTo(2);
        assertThat(console.err()).contains("record 2 has 1 fields (expected: 2)");
    }
}
