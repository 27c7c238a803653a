package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hypercare.architecture.Sources;
import dev.hypercare.normalise.RawFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code formats list} and {@code formats try}, on the example of docs/reference/mappings.md. */
class FormatsCommandTest {
    private static final Path PAGE = Sources.ROOT.resolve("docs/reference/mappings.md");

    private final Console console = new Console();

    @TempDir
    Path folder;

    @Test
    void theExampleOfThePageComesOutAsThePageSays() throws IOException {
        Path mapping = Files.writeString(folder.resolve("shopgate.yaml"), example("yaml", "name: shopgate"));
        Path sample = Files.writeString(folder.resolve("sample.json"), example("json", "{\"ts\""));

        assertThat(console.run("formats", "try", "--mapping", mapping.toString(), sample.toString()))
                .isEqualTo(1);
        assertThat(console.out()).isEqualTo(example("text", "1: a call"));
    }

    @Test
    void whatIsWrongWithAMappingIsToldAtOnce() throws IOException {
        Path mapping = Files.writeString(
                folder.resolve("shopgate.yaml"),
                example("yaml", "name: shopgate")
                        .replace("unit: ms", "unit: min")
                        .replace("status:", "state:"));
        Path sample = Files.writeString(folder.resolve("sample.json"), "{}");

        assertThat(console.run("formats", "try", "--mapping", mapping.toString(), sample.toString()))
                .isEqualTo(2);
        assertThat(console.err())
                .contains("unit: min (expected: one of s, ms, us, ns)")
                .contains("no status (expected: status, with the path of an HTTP status)")
                .contains("state: unknown key");
    }

    @Test
    void aSampleOfAFormatThereIsIsShownAsJson() throws IOException {
        Path sample = Files.writeString(
                folder.resolve("sample.json"),
                "{\"started_at\":1763719200000,\"request\":{\"uri\":\"/a?token=t0k3n\"},\"response\":{\"status\":200}}{\"x\":\"Bearer t0k3n12\"}");

        assertThat(console.run("formats", "try", "--format", "kong", sample.toString(), "-o", "json"))
                .isEqualTo(1);
        JsonNode results = new JsonMapper().readTree(console.out());
        assertThat(results.get(0).path("call").path("route").asText()).isEqualTo("/a");
        assertThat(results.get(1).path("reason").asText()).isEqualTo("missing-field");
        assertThat(console.out()).doesNotContain("t0k3n");
    }

    @Test
    void wrongOptionsAreNamedWithWhatToDo() throws IOException {
        Path sample = Files.writeString(folder.resolve("sample.json"), "{}");

        assertThat(console.run("formats", "try", "--format", "iis", sample.toString()))
                .isEqualTo(2);
        assertThat(console.err()).contains("--format iis (expected: one of nginx, apisix,", "--mapping FILE");
        assertThat(console.run("formats", "try", "--format", "kong", "nowhere.json"))
                .isEqualTo(2);
        assertThat(console.err()).contains("no such file: nowhere.json");
        assertThat(console.run("formats", "try", sample.toString())).isEqualTo(2);
        assertThat(console.run("formats")).isEqualTo(2);
    }

    @Test
    void theListNamesEveryFormatAndWhichAreRead() throws IOException {
        Path mapping = Files.writeString(folder.resolve("shopgate.yaml"), example("yaml", "name: shopgate"));
        Path config = Files.writeString(
                folder.resolve("hypercare.yaml"), "normalise:\n  formats: [kong]\n  mappings: [" + mapping + "]\n");

        assertThat(console.run("formats", "list")).isZero();
        assertThat(console.out()).contains(RawFormats.names()).containsPattern("nginx +yes +hypercare.raw-nginx.v1");
        assertThat(console.run("formats", "list", "--config", config.toString(), "-o", "json"))
                .isZero();
        JsonNode list = new JsonMapper().readTree(console.out());
        assertThat(list).hasSize(RawFormats.all().size() + 1);
        assertThat(list.get(0).path("read").asBoolean()).isFalse();
        assertThat(list.get(RawFormats.all().size()).path("topic").asText()).isEqualTo("hypercare.raw-shopgate.v1");
    }

    /** The block of the page in this language that begins so. */
    private static String example(String language, String beginning) {
        String page = Sources.text(PAGE);
        String fence = "```" + language + "\n";
        int start = page.indexOf(fence + beginning) + fence.length();
        assertThat(start).as(beginning).isGreaterThanOrEqualTo(fence.length());
        return page.substring(start, page.indexOf("```", start));
    }
}
