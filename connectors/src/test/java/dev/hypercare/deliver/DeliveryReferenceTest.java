package dev.hypercare.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.convert.ConverterKeys;
import dev.hypercare.deliver.alertmanager.AlertmanagerKeys;
import dev.hypercare.deliver.webhook.WebhookKeys;
import dev.hypercare.reference.ReferencePage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference page and the configurations that ship are those of the definitions. */
class DeliveryReferenceTest {
    private static final Path PAGE = ShippedConnector.ROOT.resolve("docs/reference/delivery.md");
    /** Keys that are Connect's, of any sink. */
    private static final List<String> CONNECTS = List.of(
            "connector.class",
            "tasks.max",
            "topics",
            "key.converter",
            "value.converter",
            "errors.",
            "consumer.override.",
            "transforms");

    @Test
    void theReferenceHasEveryKey() throws IOException {
        ReferencePage.assertUpToDate(
                PAGE,
                "\nOf `RecordConverter`, after `value.converter.`:\n\n"
                        + ReferencePage.table(ConverterKeys.definition()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alertmanager.json",
                "pagerduty.json",
                "opsgenie.json",
                "slack.json",
                "teams.json",
                "webhook.json"
            })
    void theConfigurationsThatShipAreGood(String file) throws Exception {
        Map<String, String> given = new TreeMap<>(ShippedConnector.read(file));
        // As a worker sees it: what a ConfigProvider gives is there.
        given.replaceAll(
                (key, value) -> !value.startsWith("${") ? value : key.endsWith(".url") ? "https://x.example" : "x");
        SinkConnector connector = (SinkConnector) Class.forName(given.get("connector.class"))
                .getDeclaredConstructor()
                .newInstance();

        assertThat(connector.validate(given).configValues())
                .allSatisfy(value ->
                        assertThat(value.errorMessages()).as(value.name()).isEmpty());
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(connector.config().names());
        unknown.removeIf(key -> CONNECTS.stream().anyMatch(key::startsWith));
        assertThat(unknown).isEmpty();
        ConverterKeys.definition()
                .parse(given.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("value.converter."))
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().substring("value.converter.".length()), Map.Entry::getValue)));
    }

    @Test
    void theSinksAreFoundAsPlugins() {
        assertThat(ServiceLoader.load(SinkConnector.class).stream().map(ServiceLoader.Provider::type))
                .contains(AlertmanagerSinkConnector.class, WebhookSinkConnector.class);
    }

    @Test
    void problemsAreToldUnderTheirKeys() {
        Map<String, List<String>> told = new AlertmanagerSinkConnector()
                        .validate(Map.of("alertmanager.urls", "nowhere", "expire.ms", "60000", "deliver.to", "some"))
                        .configValues()
                        .stream()
                        .collect(Collectors.toMap(value -> value.name(), value -> value.errorMessages()));

        assertThat(told.get("alertmanager.urls")).isNotEmpty();
        assertThat(told.get("deliver.to")).isNotEmpty();
        assertThat(told.get("expire.ms").get(0)).contains("at least twice refresh.ms");
    }

    @Test
    void secretsAreOfTheTypeThatIsNeverShown() {
        assertThat(WebhookKeys.definition().configKeys().get("webhook.url").type)
                .isEqualTo(ConfigDef.Type.PASSWORD);
        for (ConfigDef keys :
                List.of(AlertmanagerKeys.definition(), WebhookKeys.definition(), ConverterKeys.definition())) {
            keys.configKeys().values().stream()
                    .filter(key -> key.name.matches(".*(password|secret|token|authorization|user\\.info).*"))
                    .forEach(key -> assertThat(key.type).as(key.name).isEqualTo(ConfigDef.Type.PASSWORD));
        }
    }
}
