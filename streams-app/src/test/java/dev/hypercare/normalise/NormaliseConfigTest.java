package dev.hypercare.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.normalise.format.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NormaliseConfigTest {
    private final Problems problems = new Problems();

    @Test
    void hasDefaults() {
        NormaliseConfig config = read("", Map.of());

        assertThat(problems.messages()).isEmpty();
        assertThat(config.maxFuture()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.maxRoutesPerApi()).isEqualTo(500);
        assertThat(config.maxApis()).isEqualTo(200);
        assertThat(config.maxRecordBytes()).isEqualTo(4 * 1024 * 1024);
        assertThat(config.templates()).isEmpty();
        assertThat(config.apis()).isEmpty();
        assertThat(config.formats()).extracting(Format::name).containsExactly("nginx", "apisix");
        assertThat(config.clientKey()).isNull();
    }

    @Test
    void theShippedTextNamesEveryKeyWithItsDefault() throws IOException {
        Path fragment = Path.of("../docs/config-fragments/normalise.yaml");
        Path shipped = Files.exists(fragment) ? fragment : Path.of("src/main/resources/hypercare.yaml");
        Section section =
                Section.parse("shipped", Files.readString(shipped), problems).section("normalise");

        NormaliseConfig config = NormaliseConfig.read(section, name -> null);
        section.close();

        assertThat(problems.messages()).isEmpty();
        assertThat(config).isEqualTo(NormaliseConfig.read(Section.empty(problems), name -> null));
        assertThat(section.keys())
                .containsExactlyInAnyOrder(
                        "max-future",
                        "max-record-bytes",
                        "max-routes-per-api",
                        "max-apis",
                        "formats",
                        "mappings",
                        "templates",
                        "apis",
                        "client-key-file",
                        "client-key-env");
    }

    @Test
    void readsWhatAPersonWrote() {
        NormaliseConfig config = read("""
                max-future: 5m
                max-routes-per-api: 10
                templates: ["/v1/orders/{id}", /files/**]
                apis:
                  - {name: payments, hosts: [Pay.Example], paths: [/v1/pay]}
                """, Map.of("HYPERCARE_CLIENT_KEY", "0123456789abcdef"));

        assertThat(problems.messages()).isEmpty();
        assertThat(config.templates()).containsExactly("/v1/orders/{id}", "/files/**");
        assertThat(config.apis().get(0).hosts()).containsExactly("pay.example");
        assertThat(config.clientKey()).isNotNull();
        assertThat(config.toString()).doesNotContain("0123456789abcdef");
    }

    @Test
    void reportsAllThatIsWrongAtOnce() {
        read("""
                max-future: -1s
                max-routes-per-api: 0
                templates: [orders, /files/**/x]
                apis:
                  - {name: payments}
                  - {hosts: [a], paths: [v1]}
                client-key-file: /no/such/file
                max-api: 7
                """, Map.of());

        assertThat(problems.messages())
                .containsExactly(
                        "test.yaml:1: max-future: -1s (expected: a duration from 0s to 1d, such as 500ms, 10s, 1m30s or 7d)",
                        "test.yaml:2: max-routes-per-api: 0 (expected: a whole number from 1 to 100000)",
                        "test.yaml:3: templates: orders (expected: a path such as /v1/orders/{id}, or /files/** for all below)",
                        "test.yaml:3: templates: /files/**/x (expected: a path such as /v1/orders/{id}, or /files/** for all below)",
                        "test.yaml:5: apis[0].name: payments (expected: hosts or paths that tell its calls)",
                        "test.yaml:6: apis[1].name: missing (expected: the name of an API)",
                        "test.yaml:6: apis[1].paths: v1 (expected: a path that begins with a slash, such as /v1/pay)",
                        "test.yaml:7: client-key-file: /no/such/file (expected: a file that can be read)",
                        "test.yaml:8: max-api: unknown key (expected: did you mean max-apis?)");
    }

    @Test
    void readsTheKeyFromAFileAndRefusesAShortOne(@TempDir Path directory) throws IOException {
        Path key = Files.writeString(directory.resolve("key"), "0123456789abcdef\n");
        Path shortKey = Files.writeString(directory.resolve("short"), "abc\n");

        assertThat(read("client-key-file: " + key, Map.of()).clientKey()).isNotNull();
        assertThat(problems.messages()).isEmpty();
        assertThat(read("client-key-file: " + shortKey, Map.of()).clientKey()).isNull();
        assertThat(problems.messages()).singleElement().asString().contains("at least 16 bytes of key there, found 3");
    }

    @Test
    void takesTheKeyFromAVariableOfAnyName() {
        assertThat(read("client-key-env: MY_KEY", Map.of("MY_KEY", "0123456789abcdef"))
                        .clientKey())
                .isNotNull();
        assertThat(read("client-key-env: ''", Map.of("HYPERCARE_CLIENT_KEY", "0123456789abcdef"))
                        .clientKey())
                .isNull();
        assertThat(List.of(problems.messages())).containsExactly(List.of());
    }

    @Test
    void readsWhichFormatsThereAreAndThoseOfMappings(@TempDir Path directory) throws IOException {
        Path mapping = Files.writeString(directory.resolve("acme.yaml"), """
                name: acme
                fields:
                  startedAt: {from: /at, unit: ms}
                  status: {from: /status}
                """);

        NormaliseConfig config = read("formats: [otlp]\nmappings: [" + mapping + "]", Map.of());

        assertThat(problems.messages()).isEmpty();
        assertThat(config.formats()).extracting(Format::name).containsExactly("otlp", "acme");
        assertThat(config.formats().get(1).topic().name()).isEqualTo("raw-acme");
    }

    @Test
    void reportsFormatsThatThereAreNotAndMappingsThatCannotBeUsed(@TempDir Path directory) throws IOException {
        Path mapping = Files.writeString(directory.resolve("bad.yaml"), "name: acme\n");

        read("formats: [iis]\nmappings: [/no/such/file, " + mapping + "]", Map.of());

        assertThat(problems.messages()).hasSize(4);
        assertThat(problems.messages().get(0))
                .startsWith("test.yaml:1: formats: iis (expected: some of nginx, apisix, ");
        assertThat(problems.messages().get(1))
                .contains("test.yaml:2: mappings: /no/such/file (expected: a mapping file");
        assertThat(problems.messages().get(2)).contains("bad.yaml:1: fields: no time");
        assertThat(problems.messages().get(3)).contains("bad.yaml:1: fields: no status");
    }

    @Test
    void somethingHasToBeRead() {
        read("formats: []", Map.of());

        assertThat(problems.messages()).singleElement().asString().contains("formats: none (expected: some of nginx");
    }

    private NormaliseConfig read(String yaml, Map<String, String> environment) {
        Section section = Section.parse("test.yaml", yaml.isEmpty() ? "{}" : yaml, problems);
        NormaliseConfig config = NormaliseConfig.read(section, environment::get);
        section.close();
        return config;
    }
}
