package dev.hypercare.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NabCorpusTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeTwoSeries() throws IOException {
        write(
                "labels/combined_windows.json",
                "{\"b/two.csv\": [], \"a/one.csv\": [[\"2014-04-01 00:05:00.000000\", \"2014-04-01 00:12:00.000000\"]],"
                        + " \"not/here.csv\": []}");
        write("data/b/two.csv", "timestamp,value\n2014-04-01 00:00:00,1\n");
        write(
                "data/a/one.csv",
                "timestamp,value\n2014-04-01 00:00:00,1.5\n2014-04-01 00:05:00,2\n2014-04-01 00:10:00,-3e2\n2014-04-01 00:15:00,4\n");
    }

    @Test
    void readsEverySeriesThatIsThereWithItsWindows() {
        assertThat(NabCorpus.read(folder)).extracting(NabSeries::file).containsExactly("a/one.csv", "b/two.csv");
        NabSeries one = NabCorpus.read(folder).get(0);
        assertThat(one.size()).isEqualTo(4);
        assertThat(one.value(2)).isEqualTo(-300);
        assertThat(one.time(1) - one.time(0)).isEqualTo(300_000).isEqualTo(one.stepMillis());
        assertThat(one.windows()).containsExactly(new NabSeries.Window(1, 2));
    }

    @Test
    void namesTheFileAndTheLineThatCannotBeRead() throws IOException {
        write("data/a/one.csv", "timestamp,value\n2014-04-01 00:00:00,1\nyesterday,2\n");
        refuses("a/one.csv line 3: 'yesterday,2' (expected: 2014-04-01 00:00:00,42.5)");
        write("data/a/one.csv", "timestamp,value\n");
        refuses("no values");
    }

    @Test
    void namesASeriesWithoutLabelsAndLabelsThatAreNone() throws IOException {
        write("data/c/three.csv", "timestamp,value\n2014-04-01 00:00:00,1\n");
        refuses("c/three.csv: not in");
        write("labels/combined_windows.json", "{");
        refuses("not JSON");
        Files.delete(folder.resolve("labels/combined_windows.json"));
        refuses("combined_windows.json: cannot be read");
    }

    private void refuses(String what) {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> NabCorpus.read(folder))
                .withMessageContaining(what)
                .satisfies(e -> assertThat(e.advice()).contains("numenta/NAB"));
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
