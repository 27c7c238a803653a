package dev.hypercare.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerSettingsTest {
    @TempDir
    Path folder;

    @Test
    void theShortestWindowIsThatOfFourScrapes() {
        assertThat(PeerSettings.rules(15))
                .contains("[60s]")
                .contains("window: \"60\"")
                .doesNotContain("SHORT_SECONDS");
        assertThat(PeerSettings.rules(2)).contains("[8s]");
    }

    @Test
    void theFilesNameWhereEverythingIs() throws IOException {
        PeerSettings.write(folder, 15, "127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3");
        assertThat(Files.readString(folder.resolve("prometheus.yml")))
                .contains("scrape_interval: 15s", "evaluation_interval: 15s", "127.0.0.1:1", "127.0.0.1:2");
        assertThat(Files.readString(folder.resolve("alertmanager.yml"))).contains("http://127.0.0.1:3/");
    }

    @Test
    void prometheusTakesTheConfigurationAndTheRules() throws Exception {
        assumeTrue(PeerPrograms.find().isPresent(), "Prometheus is not on this machine. " + PeerPrograms.INSTALL);
        Path promtool = PeerPrograms.find().orElseThrow().prometheus().resolveSibling("promtool");
        assumeTrue(Files.isExecutable(promtool), "there is no promtool beside Prometheus");
        PeerSettings.write(folder, 15, "127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3");
        Process process = new ProcessBuilder(List.of(
                        promtool.toString(),
                        "check",
                        "config",
                        folder.resolve("prometheus.yml").toString()))
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
        assertThat(told).contains("rules found");
    }
}
