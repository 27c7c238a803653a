package dev.hypercare.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.testdata.FiredAlert;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptAlertsTest {
    @TempDir
    Path folder;

    private final List<FiredAlert> alerts =
            List.of(Faults.alert(Map.of("api", "orders", "route", "/a"), 5_000), Faults.alert(Map.of(), 7_000));

    @Test
    void whatWasKeptIsReadByTheSameProgramAndByNoOther() {
        Path inside = folder.resolve("more/deep");
        new KeptAlerts(inside, "one").write(7, alerts);
        assertThat(new KeptAlerts(inside, "one").read(7)).isEqualTo(alerts);
        assertThat(new KeptAlerts(inside, "one").read(8)).isNull();
        assertThat(new KeptAlerts(inside, "another").read(7)).isNull();
    }

    @Test
    void withoutAFolderNothingIsKept() {
        KeptAlerts none = new KeptAlerts(null, "one");
        none.write(7, alerts);
        assertThat(none.read(7)).isNull();
        assertThat(folder).isEmptyDirectory();
    }
}
