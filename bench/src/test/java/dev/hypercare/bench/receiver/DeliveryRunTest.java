package dev.hypercare.bench.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A short run of {@code bench/run receiver}; {@code -Dhypercare.seed=7} takes another one. */
class DeliveryRunTest {
    private static final int KILLS = 3;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void whatWasAnsweredIsInTheTopicOnceThoughBrokerAndWorkerAreKilled() {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        DeliveryReport report = DeliveryRun.begin(
                new DeliveryRunOptions(3000, KILLS, Long.getLong("hypercare.seed", 1), true, 16, directory), out);
        report.print(out);

        assertThat(report.verdict().examples()).isEmpty();
        assertThat(report.verdict().answered()).isEqualTo(3000);
        assertThat(report.kills())
                .extracting(DeliveryKill::victim)
                .hasSize(KILLS)
                .contains("broker", "worker");
        assertThat(report.repeated()).isPositive();
        assertThat(report.passed()).isTrue();
    }
}
