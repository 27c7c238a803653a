package dev.hypercare.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A short run of {@code bench/run chaos}; {@code -Dhypercare.seed=7} takes another one. */
class ChaosTest {
    private static final int KILLS = 5;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    @Test
    void fiveKillsUnderLoadLoseNothingAndDoubleNothing() {
        long seed = Long.getLong("hypercare.seed", 3);
        ChaosReport report =
                ChaosRun.begin(ChaosOptions.of(seed, KILLS, directory).quick(), out);
        report.print(out);

        assertThat(report.comparison().differences()).isEmpty();
        assertThat(report.comparison().lost()).isZero();
        assertThat(report.comparison().doubled()).isZero();
        assertThat(report.passed()).isTrue();
        List<FaultKind> kinds = report.results().stream().map(FaultResult::kind).toList();
        assertThat(kinds.stream().filter(FaultKind::kill)).hasSize(KILLS);
        assertThat(kinds.stream().filter(FaultKind::betweenFlushAndCommit)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(report.corruptedCommits()).isPositive();
    }
}
