package dev.hypercare.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryConfigTest {

    @Test
    void readsConfluentsNames() {
        RegistryConfig config = read(Map.of(
                "schema.registry.url", "https://a:1, https://b:2/x/",
                "schema.registry.basic.auth.user.info", new Password("ann:secret"),
                "schema.registry.ssl.truststore.location", "/t.p12",
                "schema.registry.ssl.truststore.type", "pkcs12",
                "schema.registry.ssl.truststore.password", "trusted",
                "http.connect.timeout.ms", 1500,
                "max.retries", "0",
                "some.other.name", "left alone"));

        assertThat(config.urls()).containsExactly(URI.create("https://a:1"), URI.create("https://b:2/x"));
        assertThat(config.credentials()).isEqualTo(new Credentials.Basic("ann", new Secret("secret")));
        assertThat(config.trust())
                .isEqualTo(new KeyStoreSource(Path.of("/t.p12"), "PKCS12", new Secret("trusted"), null));
        assertThat(config.identity()).isNull();
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(config.attempts()).isEqualTo(1);
        assertThat(config.toString()).doesNotContain("secret").doesNotContain("trusted");
    }

    @Test
    void takesUrlsAsAListToo() {
        assertThat(read(Map.of("schema.registry.url", List.of("http://a:1", "http://b:2")))
                        .place())
                .isEqualTo("http://a:1, http://b:2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "schema.registry.url | none | no schema registry URL (expected: one such as http://127.0.0.1:18081)",
                "schema.registry.url | ftp://a | schema registry URL of host a (expected: http://host:port",
                "schema.registry.url | 127.0.0.1:8081 | schema.registry.url: not a URL",
                "schema.registry.url | http://u:p w@a:1 | schema.registry.url: not a URL",
                "basic.auth.credentials.source | SASL_INHERIT | basic.auth.credentials.source: SASL_INHERIT (expected: USER_INFO or URL)",
                "basic.auth.credentials.source | USER_INFO | basic.auth.user.info: no user and password (expected: user:password)",
                "basic.auth.user.info | hunter2 | basic.auth.user.info: no user and password (expected: user:password)",
                "bearer.auth.credentials.source | OAUTHBEARER | bearer.auth.credentials.source: OAUTHBEARER (expected: STATIC_TOKEN)",
                "bearer.auth.credentials.source | STATIC_TOKEN | bearer.auth.token: missing (expected: the token)",
                "max.retries | many | max.retries: many (expected: a whole number from 0 to 100)",
                "http.read.timeout.ms | 0 | http.read.timeout.ms: 0 (expected: a whole number from 1 to 3600000)",
                "schema.registry.ssl.endpoint.identification.algorithm | '' | the host name is always checked",
            })
    void saysWhatIsWrongWithAPropertyAndWhatWasExpected(String name, String value, String message) {
        Map<String, Object> properties = new HashMap<>(Map.of("schema.registry.url", "http://a:1"));
        properties.put(name, value);

        assertThatThrownBy(() -> read(properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("p w");
    }

    @Test
    void aTypeOfStoreThatNobodyKnowsIsNamed() {
        assertThatThrownBy(() -> read(Map.of(
                        "schema.registry.url", "https://a:1",
                        "schema.registry.ssl.truststore.location", "/t",
                        "schema.registry.ssl.truststore.type", "BKS")))
                .hasMessage("schema.registry.ssl.truststore.type: BKS (expected: JKS, PKCS12 or PEM)");
    }

    @Test
    void schemasAreRegisteredOnlyOnRequest() {
        assertThat(RegistryProperties.autoRegister(Map.of())).isFalse();
        assertThat(RegistryProperties.autoRegister(Map.of("auto.register.schemas", true)))
                .isTrue();
        assertThatThrownBy(() -> RegistryProperties.autoRegister(Map.of("auto.register.schemas", "yes")))
                .hasMessage("auto.register.schemas: yes (expected: true or false)");
    }

    private static RegistryConfig read(Map<String, ?> properties) {
        return RegistryConfig.fromProperties(properties);
    }
}
