package dev.hypercare.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.bench.live.LiveTraffic;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it, short, with a Prometheus that scrapes every two seconds so that a minute is enough. */
class TinySideBySideTest {
    private static final long SEED = Long.getLong("hypercare.seed", 1);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void bothSeeTheSameTrafficAndFindFaultsInIt() throws InterruptedException {
        PeerPrograms programs = PeerPrograms.find().orElse(null);
        assumeTrue(programs != null, "Prometheus and Alertmanager are not on this machine. " + PeerPrograms.INSTALL);
        if (programs == null) {
            return;
        }
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        SideBySideReport report = new SideBySideRun(
                        programs,
                        SEED,
                        LiveTraffic.choose(SEED, Duration.ofSeconds(50)),
                        2,
                        Duration.ofSeconds(10),
                        folder,
                        out::println)
                .run();
        report.print(out);
        assertThat(report.calls()).isPositive();
        assertThat(report.ourScore().all().found()).isPositive();
        assertThat(report.theirScore().all().found()).isPositive();
        JsonNode json = new ObjectMapper().valueToTree(report.json());
        assertThat(json.path("hypercare").path("recall").isNumber()).isTrue();
        assertThat(json.path("prometheus").path("recall").isNumber()).isTrue();
        assertThat(json.path("perFault").path("api-outage").path("faults").isNumber())
                .isTrue();
        assertThat(folder.resolve("product/cluster")).doesNotExist();
        assertThat(folder.resolve("peer/prometheus")).doesNotExist();
    }
}
