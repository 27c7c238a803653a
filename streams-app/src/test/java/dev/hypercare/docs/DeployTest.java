package dev.hypercare.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.PipelineConfig;
import dev.hypercare.architecture.Sources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class DeployTest {
    private static final Path DEPLOY = Sources.ROOT.resolve("deploy");

    @Test
    void theConfigurationOfTheComposeFileIsValidAndMeetsItsServices() {
        PipelineConfig config = PipelineConfig.load(DEPLOY.resolve("hypercare-compose.yaml"));
        Map<String, Map<String, Object>> services = services();
        assertThat(services).containsKeys(config.kafka().bootstrap().split(":")[0]);
        assertThat(config.registry().url()).isEqualTo("http://registry:8081");
        assertThat(services).containsKey("registry");
    }

    @Test
    @SuppressWarnings("unchecked")
    void theAppRunsACommandThatExists() {
        List<String> command = (List<String>) services().get("app").get("command");
        assertThat(command)
                .containsSubsequence(
                        "dev.hypercare.Main", "run", "--config", "/hypercare/deploy/hypercare-compose.yaml");
    }

    private static Map<String, Map<String, Object>> services() {
        Map<String, Map<String, Map<String, Object>>> compose =
                new Yaml().load(Sources.text(DEPLOY.resolve("compose.yaml")));
        return compose.get("services");
    }
}
