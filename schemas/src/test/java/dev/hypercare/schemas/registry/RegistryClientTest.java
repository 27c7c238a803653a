package dev.hypercare.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.registry.StubRegistry.Asked;
import dev.hypercare.schemas.registry.StubRegistry.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryClientTest {
    private static final Schema SCHEMA =
            SchemaBuilder.record("x.R").fields().requiredLong("n").endRecord();
    private static final String QUOTED = SCHEMA.toString().replace("\"", "\\\"");
    private static final String VERSIONS = "/subjects/calls-value/versions";

    private final List<Long> pauses = new ArrayList<>();
    private StubRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new StubRegistry();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void registersOnceAndRemembersTheId() {
        registry.on("POST", VERSIONS, 200, "{\"id\":7}");
        RegistryClient client = client();

        assertThat(client.register("calls-value", SCHEMA)).isEqualTo(7);
        assertThat(client.register("calls-value", SCHEMA)).isEqualTo(7);
        assertThat(client.idOf("calls-value", SCHEMA)).isEqualTo(7);

        assertThat(registry.asked)
                .containsExactly(new Asked("POST", VERSIONS, "{\"schema\":\"" + QUOTED + "\"}", null));
    }

    @Test
    void registersWhatEveryLanguageSeesNotTheHintsOfTheGeneratedClass() {
        registry.on("POST", VERSIONS, 200, "{\"id\":1}");

        client().register("calls-value", Call.getClassSchema());

        assertThat(Call.getClassSchema().toString()).contains("avro.java.string");
        assertThat(registry.asked.get(0).body())
                .doesNotContain("avro.java.string")
                .contains("completedAt");
    }

    @Test
    void readsASchemaOnceAndRemembersIt() {
        registry.on("GET", "/schemas/ids/7", 200, "{\"schema\":\"" + QUOTED + "\"}");
        RegistryClient client = client();

        assertThat(client.byId(7)).isEqualTo(SCHEMA);
        assertThat(client.byId(7)).isEqualTo(SCHEMA);

        assertThat(registry.asked).hasSize(1);
    }

    @Test
    void asksAgainForWhatWasMissingButDoesNotRetryIt() {
        registry.on(
                "GET",
                "/schemas/ids/7",
                new Reply(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}"),
                new Reply(200, "{\"schema\":\"" + QUOTED + "\"}"));
        RegistryClient client = client();

        assertThatThrownBy(() -> client.byId(7))
                .isInstanceOfSatisfying(RegistryException.class, e -> {
                    assertThat(e.status()).isEqualTo(404);
                    assertThat(e.code()).isEqualTo(40403);
                })
                .hasMessageContaining("Schema not found");
        assertThat(registry.asked).hasSize(1);

        assertThat(client.byId(7)).isEqualTo(SCHEMA);
        assertThat(pauses).isEmpty();
    }

    @Test
    void saysUnderWhichSubjectASchemaIsMissingAndHowToRegisterIt() {
        registry.on("POST", "/subjects/calls-value", 404, "{\"error_code\":40401,\"message\":\"Subject not found\"}");

        assertThatThrownBy(() -> client().idOf("calls-value", SCHEMA))
                .isInstanceOf(RegistryException.class)
                .hasMessage("schema x.R is not registered under subject calls-value at " + registry.url()
                        + "; set registry.auto-register: true, or register R.avsc under that subject");
    }

    @Test
    void triesAgainWithLongerAndLongerPausesWhatPassesByItself() {
        registry.on(
                "POST",
                VERSIONS,
                new Reply(503, ""),
                new Reply(500, "{\"error_code\":50002,\"message\":\"timed out\"}"),
                new Reply(429, "slow down", Map.of("Retry-After", "3")),
                new Reply(200, "{\"id\":7}"));

        assertThat(client().register("calls-value", SCHEMA)).isEqualTo(7);

        assertThat(pauses).containsExactly(200L, 400L, 3000L);
    }

    @Test
    void givesUpAfterTheLastAttemptWithTheLastReason() {
        registry.on("POST", VERSIONS, 500, "{\"error_code\":50001,\"message\":\"store is broken\"}");

        assertThatThrownBy(() -> client().register("calls-value", SCHEMA))
                .isInstanceOf(RegistryException.class)
                .hasMessage("schema registry " + registry.url() + " answered 500 (50001): store is broken");
        assertThat(registry.asked).hasSize(4);
    }

    @Test
    void doesNotRepeatWhatWasRefused() {
        registry.on("POST", VERSIONS, 409, "{\"error_code\":409,\"message\":\"incompatible: field n\"}");

        assertThatThrownBy(() -> client().register("calls-value", SCHEMA))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.status()).isEqualTo(409))
                .hasMessageContaining("incompatible: field n");
        assertThat(registry.asked).hasSize(1);
    }

    @Test
    void saysWhatToDoWhenNothingListens() throws IOException {
        String url = "http://127.0.0.1:" + freePort();

        RegistryException thrown = catchThrowableOfType(
                RegistryException.class,
                () -> client(Map.of(RegistryProperties.URL, url)).byId(1));

        assertThat(thrown)
                .hasMessage("schema registry " + url
                        + " cannot be reached: connection refused; start it or set registry.url");
        assertThat(thrown.status()).isZero();
        assertThat(pauses).containsExactly(200L, 400L, 800L);
    }

    @Test
    void saysThatAHostIsUnknown() {
        assertThatThrownBy(() -> client(Map.of(RegistryProperties.URL, "http://no-such-host.invalid:8081"))
                        .byId(1))
                .hasMessageContaining("cannot be reached: unknown host");
    }

    @Test
    void triesEachOfSeveralUrlsAndStaysWithTheOneThatAnswers() throws IOException {
        registry.on("GET", "/schemas/ids/1", 200, "{\"schema\":\"" + QUOTED + "\"}");
        registry.on("GET", "/schemas/ids/2", 200, "{\"schema\":\"\\\"long\\\"\"}");
        try (StubRegistry broken = new StubRegistry()) {
            broken.on("GET", "/schemas/ids/1", 503, "");
            RegistryClient client = client(Map.of(
                    RegistryProperties.URL,
                    "http://127.0.0.1:" + freePort() + "," + broken.url() + "," + registry.url()));

            assertThat(client.byId(1)).isEqualTo(SCHEMA);
            assertThat(client.byId(2).getType()).isEqualTo(Schema.Type.LONG);

            assertThat(broken.asked).hasSize(1);
            assertThat(pauses).isEmpty();
        }
    }

    @Test
    void keepsThePathOfTheUrl() {
        registry.on("GET", "/apis/ccompat/v7/subjects", 200, "[\"a\",\"b\"]");

        assertThat(client(Map.of(RegistryProperties.URL, registry.url() + "/apis/ccompat/v7/"))
                        .subjects())
                .containsExactly("a", "b");
    }

    @Test
    void encodesSubjectsWithSpecialCharacters() {
        registry.on("GET", "/subjects/a%2Fb%20%3F-value/versions", 200, "[1,2]");

        assertThat(client().versions("a/b ?-value")).containsExactly(1, 2);
    }

    @Test
    void givesUpOnAServerThatDoesNotFinishItsAnswer() {
        registry.on("GET", "/schemas/ids/1", StubRegistry.STALLS);

        assertThatThrownBy(() -> client(Map.of("http.read.timeout.ms", "150", "max.retries", "1"))
                        .byId(1))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("no answer within 150 ms");
        assertThat(registry.asked).hasSize(2);
    }

    @Test
    void refusesAnAnswerThatWouldFillTheMemory() {
        registry.on("GET", "/subjects", 200, "[\"" + "x".repeat(LimitedBody.MAX_BYTES) + "\"]");

        assertThatThrownBy(() -> client(Map.of("max.retries", "0")).subjects())
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("longer than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>hello</html>", "{}", "{\"id\":\"seven\"}", "[]", ""})
    void saysThatTheUrlMayBeWrongWhenTheAnswerIsOfAnotherKind(String body) {
        registry.on("POST", VERSIONS, 200, body);

        assertThatThrownBy(() -> client().register("calls-value", SCHEMA))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(registry.url())
                .hasMessageContaining("check the URL and its path");
    }

    @Test
    void doesNotFollowARedirectWithItsCredentials() {
        registry.on("GET", "/subjects", new Reply(302, "", Map.of("Location", "http://elsewhere.invalid/")));

        assertThatThrownBy(() -> client().subjects()).hasMessageContaining("redirects elsewhere (302)");
        assertThat(registry.asked).hasSize(1);
    }

    @Test
    void readsASchemaWithTheSchemasItRefersTo() {
        registry.on(
                "GET",
                "/schemas/ids/9",
                200,
                "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"y.S\\\",\\\"fields\\\":[{\\\"name\\\":\\\"r\\\",\\\"type\\\":\\\"x.R\\\"}]}\","
                        + "\"references\":[{\"name\":\"x.R\",\"subject\":\"r\",\"version\":1}]}");
        registry.on(
                "GET",
                "/subjects/r/versions/1",
                200,
                "{\"subject\":\"r\",\"version\":1,\"id\":8,\"schema\":\"" + QUOTED + "\"}");

        assertThat(client().byId(9).getField("r").schema()).isEqualTo(SCHEMA);
    }

    @Test
    void namesASchemaOfAnotherKindAndOneThatCannotBeRead() {
        registry.on("GET", "/schemas/ids/1", 200, "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}");
        registry.on("GET", "/schemas/ids/2", 200, "{\"schema\":\"{\\\"type\\\":\\\"recrod\\\"}\"}");

        assertThatThrownBy(() -> client().byId(1)).hasMessageContaining("schema id 1 is of type JSON");
        assertThatThrownBy(() -> client().byId(2))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("schema id 2");
    }

    @Test
    void administersSubjects() {
        registry.on(
                "GET",
                "/subjects/s/versions/latest",
                200,
                "{\"subject\":\"s\",\"version\":3,\"id\":12,\"schema\":\"" + QUOTED + "\"}");
        registry.on("PUT", "/config/s", 200, "{\"compatibility\":\"FULL\"}");
        registry.on("GET", "/config/s?defaultToGlobal=true", 200, "{\"compatibilityLevel\":\"FULL\"}");
        registry.on(
                "POST",
                "/compatibility/subjects/s/versions/latest?verbose=true",
                200,
                "{\"is_compatible\":false,\"messages\":[\"n is gone\"]}");
        RegistryClient client = client();

        assertThat(client.latest("s")).isEqualTo(new RegisteredSchema("s", 3, 12, SCHEMA));
        client.setCompatibility("s", "FULL");
        assertThat(client.compatibilityLevel("s")).isEqualTo("FULL");
        assertThat(client.compatibility("s", SCHEMA)).isEqualTo(new CompatibilityReport(false, List.of("n is gone")));
    }

    @Test
    void sendsUserAndPasswordAndNeverShowsThem() {
        registry.on("GET", "/subjects", 401, "{\"error_code\":401,\"message\":\"user ann with pa:ss7 is unknown\"}");
        registry.on("GET", "/schemas/ids/1", 422, "{\"error_code\":422,\"message\":\"you said pa:ss7\"}");
        Map<String, String> properties =
                Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "ann:pa:ss7");
        RegistryClient client = client(properties);

        assertThatThrownBy(client::subjects)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("did not accept the credentials (401): check user and password")
                .hasMessageNotContaining("pa:ss7");
        assertThatThrownBy(() -> client.byId(1)).hasMessageContaining("you said ***");
        assertThat(registry.asked.get(0).authorization()).isEqualTo("Basic YW5uOnBhOnNzNw==");
        assertThat(client.toString()).doesNotContain("pa:ss7");
        assertThat(config(properties).toString()).contains("ann").doesNotContain("pa:ss7");
    }

    @Test
    void takesUserAndPasswordFromTheUrlAndNeverShowsThem() {
        registry.on("GET", "/subjects", 200, "[]");
        Map<String, String> properties =
                Map.of(RegistryProperties.URL, registry.url().replace("http://", "http://ann:s%40cret@"));

        assertThat(client(properties).subjects()).isEmpty();

        assertThat(registry.asked.get(0).authorization()).isEqualTo("Basic YW5uOnNAY3JldA==");
        assertThat(config(properties).toString()).doesNotContain("cret");
        assertThat(client(properties).toString()).isEqualTo("schema registry " + registry.url());
    }

    @Test
    void sendsATokenAndNeverShowsIt() {
        registry.on("GET", "/subjects", 403, "{\"error_code\":403,\"message\":\"t0ken may not\"}");
        Map<String, String> properties =
                Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "t0ken");

        assertThatThrownBy(() -> client(properties).subjects())
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("403")
                .hasMessageNotContaining("t0ken");
        assertThat(registry.asked.get(0).authorization()).isEqualTo("Bearer t0ken");
        assertThat(config(properties).toString()).doesNotContain("t0ken");
    }

    private RegistryClient client() {
        return client(Map.of());
    }

    private RegistryClient client(Map<String, String> more) {
        return new RegistryClient(config(more), pauses::add);
    }

    private RegistryConfig config(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(Map.of(RegistryProperties.URL, registry.url()));
        properties.putAll(more);
        return RegistryConfig.fromProperties(properties);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
