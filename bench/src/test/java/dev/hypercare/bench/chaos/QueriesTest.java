package dev.hypercare.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.bench.chaos.AskedQuery.Part;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A short run of {@code bench/run queries}; {@code -Dhypercare.seed=7} takes another one. */
@EnabledIfSystemProperty(
        named = "hypercare.long",
        matches = "true",
        disabledReason =
                "takes three minutes: run it with -Dhypercare.test.jvm=-Dhypercare.long=true; dev.hypercare.query.store.ThreeInstancesTest is the short one")
class QueriesTest {
    private static final int KILLS = 2;
    private static final int APIS = 12;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    @Test
    void noAnswerIsWrongWhileInstancesAreKilled() {
        ChaosOptions options = ChaosOptions.of(Long.getLong("hypercare.seed", 5), KILLS, directory)
                .with(ProductSettings.DEFAULT.withStandbys(1))
                .quick();
        QueriesReport report = QueriesRun.run(options, APIS, 10, out);
        report.print(out);

        assertThat(report.differences()).isEmpty();
        assertThat(report.counts(query -> true).wrong()).isZero();
        assertThat(report.series()).isEqualTo(APIS * ChaosLines.endpoints().size());
        for (QueryKind kind : QueryKind.values()) {
            assertThat(report.counts(query -> query.kind() == kind && query.part() == Part.WHOLE)
                            .fresh())
                    .as(kind.text())
                    .isPositive();
        }
        assertThat(report.counts(query -> query.part() == Part.ONE_GONE).asked())
                .isPositive();
        assertThat(report.passed()).isTrue();
    }
}
