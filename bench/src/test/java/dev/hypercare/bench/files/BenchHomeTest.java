package dev.hypercare.bench.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BenchHomeTest {
    private final Path runs = BenchHome.path().toAbsolutePath().resolve("target/runs");

    @Test
    void aRunIsWhereItIsAskedToBe() {
        Path wanted = Path.of("elsewhere");
        assertThat(BenchHome.run(wanted, "chaos-1")).isEqualTo(wanted.toAbsolutePath());
        assertThat(BenchHome.newRun(wanted, "replay")).isEqualTo(wanted.toAbsolutePath());
    }

    @Test
    void otherwiseItIsBesideTheBenchmarksByItsNameAndTime() {
        assertThat(BenchHome.run(null, "chaos-1")).isEqualTo(runs.resolve("chaos-1"));
        Path timed = BenchHome.newRun(null, "replay");
        assertThat(timed).hasParentRaw(runs);
        assertThat(timed.getFileName().toString()).matches("replay-[0-9]+");
    }
}
