package dev.hypercare.bench.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it, short: 40 seconds of a launch in which two faults begin, in real time and in virtual time. */
class TinyLiveTest {
    private static final long SEED = Long.getLong("hypercare.seed", 1);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void aLiveRunHasTheAlertsOfTheVirtualOne() throws InterruptedException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        LiveReport report = new LiveRun(
                        SEED,
                        LiveTraffic.choose(SEED, Duration.ofSeconds(40)),
                        Duration.ofSeconds(10),
                        folder,
                        out::println)
                .run();
        report.print(out);
        assertThat(report.calls()).isPositive();
        assertThat(report.agreement().pairs()).isNotEmpty();
        assertThat(report.rows()).anyMatch(row -> row.liveSeconds() != null);
        assertThat(report.json()).containsKeys("agrees", "faults", "differencesMillis");
        assertThat(folder.resolve("product/cluster")).doesNotExist();
        // A machine that stands still for seconds makes gateways silent that are not.
        assumeThat(report.latestMillis())
                .as("the machine is too busy for calls in real time: the latest came %d ms late", report.latestMillis())
                .isLessThan(2000);
        assertThat(report.agrees()).isTrue();
    }
}
