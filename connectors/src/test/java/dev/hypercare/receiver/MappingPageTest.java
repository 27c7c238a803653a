package dev.hypercare.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.PipelineConfig;
import dev.hypercare.contract.Topics;
import dev.hypercare.deliver.RunningFlow;
import dev.hypercare.deliver.ShippedConnector;
import dev.hypercare.receiver.config.GivenProperties;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.shippers.RealProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/reference/mappings.md, done: an unknown JSON format comes over HTTP to calls by one mapping file. What {@code formats try} says of the
 * same files is tested with that command.
 */
class MappingPageTest {
    private static final String TOKEN = "a-token-of-the-page";

    @TempDir
    Path directory;

    @Test
    void anUnknownFormatBecomesCallsByOneFileAndNoCode() throws Exception {
        String bash = RealProgram.path("bash", "bash");
        RealProgram.path("curl", "curl");
        Path mapping = Files.writeString(directory.resolve("shopgate.yaml"), example("yaml", "name: shopgate"));
        Files.writeString(directory.resolve("sample.json"), example("json", "{\"ts\""));
        Path config = Files.writeString(
                directory.resolve("hypercare.yaml"),
                "apps: [ingest]\n" + example("yaml", "normalise:").replace("shopgate.yaml", mapping.toString()));
        int port = RealProgram.freePort();
        try (RunningFlow flow = new RunningFlow(directory, PipelineConfig.load(config));
                ConnectWorker worker = new ConnectWorker(flow.bootstrap())) {
            worker.run(receiver(port));
            String[] posted = example("", "curl").split("\n");
            String command = posted[0].replace("TOKEN", TOKEN).replace("127.0.0.1:8088", "127.0.0.1:" + port);
            Process curl = new ProcessBuilder(bash, "-c", command)
                    .directory(directory.toFile())
                    .redirectError(directory.resolve("curl.log").toFile())
                    .start();
            assertThat(new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(posted[1]);

            await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> {
                assertThat(flow.read(Topics.CALLS)).hasSize(1);
                assertThat(flow.read(Topics.DEAD_LETTERS)).hasSize(1);
            });
            Call call = flow.read(Topics.CALLS).get(0);
            told().forEach((field, value) ->
                    assertThat(call.get(field)).as(field).hasToString(value));
            DeadLetter rejected = flow.read(Topics.DEAD_LETTERS).get(0);
            assertThat(rejected.getReason()).isEqualTo("bad-value");
        }
    }

    /** The fields of the call, as the page shows them. */
    private static Map<String, String> told() {
        Map<String, String> told = Pattern.compile("(?m)^  (\\w+) {2,}(\\S+)$")
                .matcher(example("text", "1: a call"))
                .results()
                .collect(Collectors.toMap((MatchResult found) -> found.group(1), found -> found.group(2)));
        assertThat(told).hasSizeGreaterThan(10).containsKeys("status", "route", "durationMicros");
        return told;
    }

    private static Map<String, String> receiver(int port) throws Exception {
        Map<String, String> properties = GivenProperties.with("paths", "shopgate", "listener.port", "" + port);
        properties.keySet().removeIf(key -> key.startsWith("paths.in."));
        JsonNode keys = new ObjectMapper().readTree(example("json", "{\n  \"paths.shopgate"));
        keys.fields()
                .forEachRemaining(
                        key -> properties.put(key.getKey(), key.getValue().asText()));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(StandardCharsets.UTF_8));
        properties.put("paths.shopgate.token.sha256s", HexFormat.of().formatHex(hash));
        return properties;
    }

    /** The block of the page in this language that begins so. */
    private static String example(String language, String beginning) {
        String page;
        try {
            page = Files.readString(ShippedConnector.ROOT.resolve("docs/reference/mappings.md"));
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
        List<String> blocks = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$")
                .matcher(page)
                .results()
                .filter(found ->
                        found.group(1).equals(language) && found.group(2).startsWith(beginning))
                .map(found -> found.group(2))
                .toList();
        assertThat(blocks).as(beginning).hasSize(1);
        return blocks.get(0);
    }
}
