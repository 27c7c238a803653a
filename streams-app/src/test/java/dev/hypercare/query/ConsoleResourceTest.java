package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.architecture.Sources;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleResourceTest {
    private static final String FOLDER = "streams-app/src/main/resources/console";
    private final HttpClient http = HttpClient.newHttpClient();
    private FakeServer server;

    @BeforeEach
    void start() {
        server = FakeServer.of(new FakeMarks());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyFileOfTheFolderIsServedWithItsType() throws Exception {
        List<String> files = Sources.files(FOLDER, "").stream()
                .filter(file -> file.toFile().isFile())
                .map(Path::getFileName)
                .map(Path::toString)
                .filter(name -> !name.equals("index.html"))
                .toList();
        assertThat(ConsoleFiles.NAMES).containsExactlyElementsOf(files);
        String assets = assets();
        for (String name : List.of("main.js", "console.css", "status-ok.svg", "uplot.js", "uplot.css")) {
            HttpResponse<String> response = get(assets + name);
            assertThat(response.statusCode()).as(name).isEqualTo(200);
            assertThat(header(response, "Content-Type"))
                    .startsWith(
                            name.endsWith(".js")
                                    ? "text/javascript"
                                    : name.endsWith(".css") ? "text/css" : "image/svg+xml");
            assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(response, "Cache-Control")).contains("immutable");
            assertThat(response.body()).isNotBlank();
        }
    }

    @Test
    void thePageLoadsNothingOfOthersAndRunsNothingInIt() throws Exception {
        HttpResponse<String> page = get("/console/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).startsWith("text/html");
        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("http:", "https:", "//", "<script>", "style=", "__ASSETS__");
        for (String name : ConsoleFiles.NAMES) {
            String text = Sources.text(Sources.ROOT.resolve(FOLDER).resolve(name));
            assertThat(text)
                    .as(name)
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
        }
    }

    @Test
    void thePageIsAskedForAgainAndNotSentAgain() throws Exception {
        HttpResponse<String> page = get("/console/");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        HttpResponse<String> again = send("/console/", "If-None-Match", header(page, "ETag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void aBrowserIsLedToThePageAndOthersAreToldTheResources() throws Exception {
        HttpResponse<String> browser = send("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(browser.statusCode()).isEqualTo(302);
        assertThat(browser.uri().resolve(header(browser, "Location")).getPath()).isEqualTo("/console/");
        HttpResponse<String> other = send("/", "Accept", "application/json");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).contains("\"/console/\"", "/api/v1/heatmap");
        HttpResponse<String> bare = get("/console");
        assertThat(bare.uri().resolve(header(bare, "Location")).getPath()).isEqualTo("/console/");
    }

    @Test
    void anotherVersionOrAnotherFileIsNotFound() throws Exception {
        assertThat(get("/console/assets/0000/main.js").statusCode()).isEqualTo(404);
        assertThat(get(assets() + "none.js").statusCode()).isEqualTo(404);
        assertThat(get(assets() + "..%2Findex.html").statusCode()).isIn(400, 404);
        assertThat(get("/console/runbooks/..%2Fhypercare.md").statusCode()).isIn(400, 404);
        assertThat(get("/console/runbooks/none.md").statusCode()).isEqualTo(404);
    }

    @Test
    void runbooksOfTheShippedRulesAreServed() throws Exception {
        HttpResponse<String> runbook = get("/console/runbooks/api-failure-burst.md");
        assertThat(runbook.statusCode()).isEqualTo(200);
        assertThat(header(runbook, "Content-Type")).startsWith("text/markdown");
        assertThat(runbook.body()).startsWith("# api-failure-burst");
    }

    private String assets() throws Exception {
        Matcher assets =
                Pattern.compile("assets/[0-9a-f]{16}/").matcher(get("/console/").body());
        assertThat(assets.find()).isTrue();
        return "/console/" + assets.group();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(path, "Accept", "*/*");
    }

    private HttpResponse<String> send(String path, String name, String value) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header(name, value)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
