package dev.hypercare.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API answers, over a store without a log. */
class RegistryRoutesTest {
    private static final String N =
            "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R\\\",\\\"fields\\\":[{\\\"name\\\":\\\"n\\\",\\\"type\\\":\\\"int\\\"}]}";

    private static Javalin server;
    private static SchemaStore store;
    private static boolean logFails;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        store = new SchemaStore();
        SchemaWriter writer = new SchemaWriter(store, entries -> {
            if (logFails) {
                throw Refusal.storeFailed("the broker is gone");
            }
            entries.forEach(store::apply);
        });
        server = Javalin.create(config -> EmbeddedRegistry.configure(config, store, writer))
                .start("127.0.0.1", 0);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /                                      |    | 200 | 0",
                "GET    | /schemas/types                         |    | 200 | 0",
                "GET    | /subjects                              |    | 200 | 0",
                "GET    | /config                                |    | 200 | 0",
                "GET    | /mode                                  |    | 200 | 0",
                "GET    | /subjects/none/versions                |    | 404 | 40401",
                "GET    | /subjects/none/versions/latest         |    | 404 | 40401",
                "GET    | /subjects/known/versions/7             |    | 404 | 40402",
                "GET    | /subjects/known/versions/first         |    | 422 | 42202",
                "GET    | /subjects/known/versions/0             |    | 422 | 42202",
                "GET    | /subjects/known/versions/latest/schema |    | 200 | 0",
                "GET    | /schemas/ids/99                        |    | 404 | 40403",
                "GET    | /schemas/ids/x                         |    | 404 | 40403",
                "GET    | /schemas/ids/1/versions                |    | 200 | 0",
                "POST   | /subjects/none                         | N  | 404 | 40401",
                "POST   | /subjects/known                        | L  | 404 | 40403",
                "POST   | /subjects/known                        | N  | 200 | 0",
                "POST   | /subjects/known/versions               | ?  | 422 | 42201",
                "POST   | /subjects/known/versions               | {} | 422 | 42201",
                "POST   | /subjects/known/versions               | no | 400 | 400",
                "POST   | /subjects/known/versions               | {\"schemaType\":\"PROTOBUF\",\"schema\":\"x\"} | 422 | 42201",
                "POST   | /subjects/known/versions               | {\"references\":[{\"name\":\"a\"}],\"schema\":\"\\\"int\\\"\"} | 422 | 42201",
                "POST   | /subjects/known/versions               | S  | 409 | 409",
                "POST   | /compatibility/subjects/known/versions/latest | S | 200 | 0",
                "POST   | /compatibility/subjects/none/versions/latest  | S | 200 | 0",
                "POST   | /compatibility/subjects/known/versions/9      | S | 404 | 40402",
                "POST   | /compatibility/subjects/known/versions        | ? | 422 | 42201",
                "GET    | /config/known                          |    | 404 | 40408",
                "GET    | /config/known?defaultToGlobal=true     |    | 200 | 0",
                "GET    | /mode/known                            |    | 404 | 40409",
                "PUT    | /config                                | {\"compatibility\":\"UPWARD\"} | 422 | 42203",
                "PUT    | /mode                                  | {\"mode\":\"ASLEEP\"} | 422 | 42204",
                "DELETE | /subjects/none                         |    | 404 | 40401",
                "DELETE | /subjects/known/versions/3             |    | 404 | 40402",
                "GET    | /no/such/path                          |    | 404 | 404",
                "PATCH  | /subjects                              |    | 405 | 405",
            })
    void answersWithConfluentsStatusAndErrorCode(String method, String path, String body, int status, int code)
            throws Exception {
        send("POST", "/subjects/known/versions", schemaBody(N));
        String sent = body == null
                ? ""
                : switch (body) {
                    case "N" -> schemaBody(N);
                    case "L" -> schemaBody(N.replace("int", "long"));
                    case "S" -> schemaBody(N.replace("int", "string"));
                    case "?" -> schemaBody("{}");
                    default -> body;
                };

        HttpResponse<String> answer = send(method, path, sent);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/vnd.schemaregistry.v1+json"));
        if (code != 0) {
            assertThat(answer.body()).startsWith("{\"error_code\":" + code + ",\"message\":\"");
        }
        assertThat(answer.body()).doesNotContain("\tat ").doesNotContain("Exception");
    }

    @Test
    void aChangeThatCannotBeWrittenIsAnErrorAndDidNotHappen() throws Exception {
        logFails = true;
        try {
            HttpResponse<String> answer =
                    send("POST", "/subjects/lost/versions", schemaBody(N.replace("int", "bytes")));

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).startsWith("{\"error_code\":50001,").contains("the broker is gone");
        } finally {
            logFails = false;
        }
        assertThat(send("GET", "/subjects/lost/versions", "").statusCode()).isEqualTo(404);
    }

    @Test
    void answersInTheShapesOfConfluentsApi() throws Exception {
        send("POST", "/subjects/shape/versions", schemaBody(N));
        int id = store.versions("shape", false).get(0).id();
        String schema = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"n\",\"type\":\"int\"}]}";

        assertThat(body("GET", "/subjects/shape/versions/latest", ""))
                .isEqualTo("{\"subject\":\"shape\",\"version\":1,\"id\":" + id + ",\"schema\":\"" + N + "\"}");
        assertThat(body("GET", "/subjects/shape/versions/1/schema", "")).isEqualTo(schema);
        assertThat(body("GET", "/schemas/ids/" + id, "")).isEqualTo("{\"schema\":\"" + N + "\"}");
        assertThat(body("GET", "/schemas/ids/" + id + "/schema", "")).isEqualTo(schema);
        assertThat(body("GET", "/schemas/ids/" + id + "/versions", ""))
                .contains("\"subject\":\"shape\"")
                .contains("\"version\":1");
        assertThat(body("GET", "/subjects/shape/versions", "")).isEqualTo("[1]");
        assertThat(body("GET", "/subjects?subjectPrefix=sha", "")).isEqualTo("[\"shape\"]");
        assertThat(body("GET", "/schemas/types", "")).isEqualTo("[\"AVRO\"]");
        assertThat(body("GET", "/config", "")).isEqualTo("{\"compatibilityLevel\":\"BACKWARD\"}");
        assertThat(body("PUT", "/config/shape", "{\"compatibility\":\"FULL\"}"))
                .isEqualTo("{\"compatibility\":\"FULL\"}");
        assertThat(body("GET", "/config/shape", "")).isEqualTo("{\"compatibilityLevel\":\"FULL\"}");
        assertThat(body("GET", "/mode", "")).isEqualTo("{\"mode\":\"READWRITE\"}");
        assertThat(body("POST", "/compatibility/subjects/shape/versions/latest", schemaBody(N.replace("int", "long"))))
                .isEqualTo("{\"is_compatible\":false}");
        assertThat(body(
                        "POST",
                        "/compatibility/subjects/shape/versions?verbose=true",
                        schemaBody(N.replace("int", "long"))))
                .startsWith(
                        "{\"is_compatible\":false,\"messages\":[\"version 1 cannot read the new schema: TYPE_MISMATCH");
        assertThat(body("DELETE", "/subjects/shape/versions/latest", "")).isEqualTo("1");
        assertThat(body("GET", "/subjects?deleted=true&subjectPrefix=sha", "")).isEqualTo("[\"shape\"]");
    }

    @Test
    void aBodyThatIsTooLongIsRefused() throws Exception {
        assertThat(send("POST", "/subjects/big/versions", schemaBody("x".repeat(5 << 20)))
                        .statusCode())
                .isEqualTo(413);
    }

    private String body(String method, String path, String body) throws Exception {
        return send(method, path, body).body();
    }

    private static String schemaBody(String escapedSchema) {
        return "{\"schema\":\"" + escapedSchema + "\"}";
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
