package dev.hypercare.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.schemas.events.CatalogEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TrustedRecordsTest {
    /** Builds a record with defaults that Avro makes objects for, and nothing before it. */
    static final class FirstThing {
        private FirstThing() {}

        public static void main(String[] args) {
            System.out.println(
                    CatalogEntry.newBuilder().setApi("payments").build().getCriticality());
        }
    }

    @Test
    void theContractIsOnePackage() {
        assertThat(CatalogEntry.class).hasPackage(TrustedRecords.CONTRACT);
    }

    @Test
    void recordsOfTheContractCanBeUsedBeforeAnySerializerIsMade() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstThing.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(printed.strip()).endsWith("NORMAL");
    }
}
