package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {
    private static final String[] FREE_PORTS = {"--broker-port", "0", "--registry-port", "0", "--query-port", "0"};

    @TempDir
    Path directory;

    @Test
    void tellsWhereItIsAndEndsInOrder() throws Exception {
        Path data = directory.resolve("data");
        try (ChildInstance up = ChildInstance.start(data, FREE_PORTS)) {
            Instance instance = up.ready();
            assertThat(up.output())
                    .contains(instance.bootstrap(), instance.registry(), instance.query(), "ingest, kpi, watch");
            assertThat(get(instance.registry() + "/subjects")).contains("hypercare.calls.v1-value");
            assertThat(get(instance.query() + "/api/v1/health")).contains("ingest", "kpi", "watch");

            try (ChildInstance second = ChildInstance.start(data, FREE_PORTS)) {
                assertThat(second.exitCode()).isEqualTo(2);
                assertThat(second.output()).contains("in use by another instance", "--data");
            }
            assertThat(Instance.find(data)).as("the first is still there").contains(instance);

            assertThat(up.terminate()).as(up.output()).isZero();
            assertThat(Instance.find(data)).isEmpty();
            assertThat(data.resolve("instance.json")).doesNotExist();
            assertThat(data.resolve("logs/hypercare.log")).isNotEmptyFile();
            assertThat(up.output()).doesNotContain("WARN", "ERROR", "SLF4J", "log4j");
            assertThat(Files.readString(data.resolve("logs/hypercare.log"))).contains("RUNNING");
        }
    }

    private static String get(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
