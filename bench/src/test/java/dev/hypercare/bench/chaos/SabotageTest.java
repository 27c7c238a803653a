package dev.hypercare.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A short run of {@code bench/run chaos --sabotage}; beside {@link ChaosTest}, so that both can run at a time. */
class SabotageTest {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    @Test
    void aHookThatFlushesAfterTheCommitIsNoticed() {
        Path home = Path.of("").toAbsolutePath().getParent();
        Path broken = Sabotage.compile(home, directory.resolve("sabotage"));
        ChaosOptions options = ChaosOptions.of(1, 1, directory.resolve("run")).quick();
        ChaosReport report = ChaosRun.begin(options.with(options.product().withBefore(broken)), out);
        report.print(out);

        assertThat(report.comparison().lost() + report.comparison().doubled()).isPositive();
        assertThat(report.passed()).isFalse();
    }

    @Test
    void aHookOfAnotherFormIsRefusedSoThatNobodyTakesAnUnbrokenOneForBroken() {
        assertThatThrownBy(() -> Sabotage.breakIt("class CommitHook {}")).hasMessageContaining("change Sabotage");
    }
}
