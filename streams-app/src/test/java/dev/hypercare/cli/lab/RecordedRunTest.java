package dev.hypercare.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.OutsideData;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.patterns.PatternsConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedRunTest {
    @TempDir
    Path empty;

    @Test
    void theRecordedDayHasReportsForSomeFaultsAndTheSameInEachRun() {
        Path folder = OutsideData.folder("nezha-trainticket");
        RecordedRun run = RecordedRun.of(folder, PatternsConfig.defaults());
        assertThat(run.faults()).hasSize(28);
        assertThat(run.errors()).isGreaterThan(7000);
        assertThat(run.found(false)).isGreaterThanOrEqualTo(6);
        assertThat(run.faults())
                .allSatisfy(fault -> assertThat(fault.reports())
                        .allSatisfy(report -> assertThat(report.after()).isBetween(-65L, 600L)));
        assertThat(RecordedRun.of(folder, PatternsConfig.defaults()).json()).isEqualTo(run.json());
    }

    @Test
    void whatIsMissingIsNamedWithWhatToDo() {
        assertThatThrownBy(() -> RecordedRun.of(empty.resolve("none"), PatternsConfig.defaults()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("expected: a folder");
        assertThatThrownBy(() -> RecordedRun.of(empty, PatternsConfig.defaults()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("calls_*.csv.gz");
    }
}
