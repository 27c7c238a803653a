package dev.hypercare.shippers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.deliver.ShippedConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages say of the shipped configurations is what these say. */
class ShippersPageTest {
    private static final Path SHIPPERS = ShippedConnector.ROOT.resolve("deploy/shippers");

    @Test
    void formatsTellsTheLogFormatsThatAreShipped() throws IOException {
        String page = Files.readString(ShippedConnector.ROOT.resolve("docs/reference/formats.md"));
        assertThat(page)
                .contains(lines("nginx-calls.conf", "log_format", "'{", "'\"").toArray(String[]::new));
        assertThat(page)
                .contains(lines("haproxy-calls.cfg", "unique-id-format", "http-request", "log-format")
                        .toArray(String[]::new));
    }

    @Test
    void everyFileIsOnThePageAndItsProgramIsInstalledInCi() throws IOException {
        String page = Files.readString(ShippedConnector.ROOT.resolve("docs/reference/shippers.md"));
        String ci = Files.readString(ShippedConnector.ROOT.resolve(".ci/run"));
        try (Stream<Path> files = Files.list(SHIPPERS)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .hasSizeGreaterThan(3)
                    .allSatisfy(name -> assertThat(page).contains("deploy/shippers/" + name));
        }
        assertThat(ci).contains(RealNginx.PACKAGE + " haproxy rsyslog rsyslog-kafka curl ");
    }

    @Test
    void theScriptSaysWhatItWantsAndWhatItMisses() throws Exception {
        String bash = RealProgram.path("bash", "bash");
        Process process = new ProcessBuilder(
                        bash, SHIPPERS.resolve("ship-lines.sh").toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("ship-lines.sh LOG CONFIG STATE");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    /** The lines of a file that begin so, without indentation. */
    private static List<String> lines(String file, String... beginnings) throws IOException {
        List<String> lines = Files.readAllLines(SHIPPERS.resolve(file)).stream()
                .map(String::strip)
                .filter(line -> Stream.of(beginnings).anyMatch(line::startsWith))
                .toList();
        assertThat(lines).as(file).hasSizeGreaterThan(2);
        return lines;
    }
}
