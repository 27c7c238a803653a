package dev.hypercare.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.architecture.Sources;
import dev.hypercare.contract.TopicsYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TopicsYamlTest {
    @Test
    void theFileForOperatorsIsTodays() throws IOException {
        Path file = Sources.ROOT.resolve("deploy/topics.yaml");
        String today = TopicsYaml.of("hypercare.", 12);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, today);
        }
        assertThat(today)
                .as("run with -Dgolden.update=true and commit the diff")
                .isEqualTo(Sources.text(file));
    }
}
