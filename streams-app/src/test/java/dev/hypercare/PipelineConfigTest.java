package dev.hypercare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.References;
import dev.hypercare.contract.config.Section;
import dev.hypercare.streams.ClusterConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PipelineConfigTest {
    private static final Path SHIPPED = Path.of("src/main/resources/hypercare.yaml");
    private static final Path BROKEN = Path.of("src/test/resources/config/broken");

    @TempDir
    Path directory;

    @Test
    void theShippedFileSaysExactlyTheDefaults() {
        assertThat(PipelineConfig.load(SHIPPED)).isEqualTo(PipelineConfig.load(null));
    }

    @Test
    void theShippedFileHasEveryKeyThatIsReadAndNoOther() {
        Problems problems = new Problems();
        Section root = Section.read(SHIPPED, problems);
        PipelineConfig.read(root, 12);
        root.close();
        assertThat(problems.messages()).isEmpty();
        assertThat(root.absent()).isEmpty();
    }

    @Test
    void theShippedFileExplainsEveryKey() throws IOException {
        List<String> lines = Files.readAllLines(SHIPPED);
        assertThat(lines.stream().filter(line -> line.matches("\\s*[a-z-]+:.*")))
                .hasSizeGreaterThan(20)
                .allSatisfy(line -> assertThat(line).contains(" # "));
    }

    static Stream<Path> broken() throws IOException {
        return Files.list(BROKEN)
                .filter(file -> file.toString().endsWith(".yaml"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void tellsWhatIsWrongWithABrokenFile(Path file) throws IOException {
        List<String> expected = Files.readAllLines(Path.of(file.toString().replace(".yaml", ".txt")));
        InvalidInput problem = catchThrowableOfType(InvalidInput.class, () -> PipelineConfig.load(file));
        assertThat(expected)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(problem).hasMessageContaining(BROKEN + "/" + line));
        assertThat(problem.advice()).isNotBlank();
        assertThat(problem.getMessage().lines().filter(line -> line.contains(".yaml:")))
                .as("nothing else is reported")
                .hasSameSizeAs(expected);
    }

    @Test
    void takesSecretsFromFilesAndNeverShowsThem() throws IOException {
        Path secret = Files.writeString(directory.resolve("password"), "opensesame\n");
        Path file = Files.writeString(directory.resolve("hypercare.yaml"), """
                kafka:
                  bootstrap: a:1, b:2
                  properties:
                    ssl.truststore.password: ${file:%s}
                    security.protocol: SSL
                registry:
                  url: https://registry:8081/prefix
                  properties:
                    basic.auth.credentials.source: USER_INFO
                    basic.auth.user.info: someone:${file:%s}
                """.formatted(secret, secret));
        PipelineConfig config = PipelineConfig.load(file);
        assertThat(config.kafka().client())
                .containsEntry("bootstrap.servers", "a:1,b:2")
                .containsEntry("ssl.truststore.password", "opensesame")
                .containsEntry("security.protocol", "SSL");
        assertThat(config.registry().properties()).containsEntry("basic.auth.user.info", "someone:opensesame");
        assertThat(config.toString()).doesNotContain("opensesame").contains("security.protocol=SSL");
    }

    @Test
    void settingsOfKafkaStreamsDoNotReachPlainClients() {
        ClusterConfig cluster =
                new ClusterConfig("a:1", Map.of("producer.linger.ms", "5", "request.timeout.ms", "9000"));
        assertThat(cluster.client()).containsOnlyKeys("bootstrap.servers", "request.timeout.ms");
    }

    @Test
    void anEmbeddedInstanceMakesWhatItNeedsAndKeepsItTogether() {
        PipelineConfig config =
                PipelineConfig.loadEmbedded(null).embedded("127.0.0.1:1", "http://127.0.0.1:2", directory);
        assertThat(config.topics().create()).isTrue();
        assertThat(config.topics().partitions()).isEqualTo(4);
        assertThat(config.topics().replication()).isEqualTo(1);
        assertThat(config.registry().autoRegister()).isTrue();
        assertThat(config.runner().stateDir()).isEqualTo(directory.resolve("state"));
        assertThat(config.runner().instance()).isNotEmpty();
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> PipelineConfig.load(directory.resolve("none.yaml")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("none.yaml");
    }

    @Test
    void replacesEveryReferenceInAText() {
        assertThat(References.resolve("a ${env:X} b ${env:Y}$1", name -> name + "\\$0"))
                .isEqualTo("a X\\$0 b Y\\$0$1");
    }
}
