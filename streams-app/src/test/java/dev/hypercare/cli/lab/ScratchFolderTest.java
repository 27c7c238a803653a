package dev.hypercare.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScratchFolderTest {
    @Test
    void nothingIsLeftOfItWhenItIsClosed() throws IOException {
        Path path;
        try (ScratchFolder folder = new ScratchFolder()) {
            path = folder.path();
            Files.createDirectories(path.resolve("some/store"));
            Files.writeString(path.resolve("some/store/file"), "state");
        }
        assertThat(path).doesNotExist();
    }
}
