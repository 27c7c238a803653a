package dev.hypercare.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path target;

    @Test
    void whatIsNotKeptIsGoneBeforeAndAfter() throws IOException {
        Path old = file("runs/data/broker/log");
        DataFolder folder = DataFolder.of(target, false);
        assertThat(old).doesNotExist();
        file("runs/data/broker/log");
        folder.done();
        assertThat(folder.path()).isEqualTo(target.resolve("runs/data")).doesNotExist();
    }

    @Test
    void whatIsKeptStaysAndNothingElseIsDeleted() throws IOException {
        Path kept = file("kept/broker/log");
        Path other = file("runs/data/broker/log");
        DataFolder folder = DataFolder.of(target, true);
        folder.done();
        assertThat(folder.path()).isEqualTo(target.resolve("kept"));
        assertThat(kept).exists();
        assertThat(other).exists();
    }

    private Path file(String name) throws IOException {
        Path file = target.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "a record");
    }
}
