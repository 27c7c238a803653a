package dev.hypercare.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in the folder for {@code plugin.path}: what our plugins need, what licences it comes under, and nothing of the worker. */
class PluginFolderTest {
    private static final Path FOLDER = RunningUp.PLUGINS.resolve("hypercare-connectors");

    @BeforeEach
    void theFolderIsThere() {
        assumeTrue(Files.isDirectory(FOLDER), "There is no plugin folder: it is made by package, so run ./mvnw verify");
    }

    @Test
    void noClassOfTheWorkerIsInIt() throws IOException {
        for (Path jar : jars()) {
            try (JarFile open = new JarFile(jar.toFile())) {
                assertThat(open.stream().map(entry -> entry.getName()))
                        .as(jar.toString())
                        .noneMatch(name -> name.startsWith("org/apache/kafka/") || name.startsWith("org/slf4j/"));
            }
        }
    }

    @Test
    void everyPluginIsNamedForDiscoveryWithoutLookingAtClasses() throws IOException {
        Path ours = jars().stream()
                .filter(jar -> jar.getFileName().toString().startsWith("connectors-"))
                .findFirst()
                .orElseThrow();
        try (JarFile open = new JarFile(ours.toFile())) {
            assertThat(open.stream().map(entry -> entry.getName()))
                    .contains(
                            "META-INF/services/org.apache.kafka.connect.source.SourceConnector",
                            "META-INF/services/org.apache.kafka.connect.sink.SinkConnector",
                            "META-INF/services/org.apache.kafka.connect.storage.Converter");
        }
    }

    @Test
    void theLicenceOfEveryJarIsToldAndItsTextIsThere() throws IOException {
        String told = Files.readString(FOLDER.resolve("LICENCES.md"));
        for (Path jar : jars()) {
            String name = jar.getFileName().toString().replaceAll("-\\d.*", "");
            assertThat(told).as("LICENCES.md on " + jar).contains("| `" + name + "` |");
        }
        assertThat(told.lines().filter(line -> line.startsWith("| `")).map(line -> line.split("`")[1]))
                .as("jars that are told of and are not there")
                .allMatch(name -> jars().stream()
                        .anyMatch(jar -> jar.getFileName().toString().startsWith(name + "-")));
        assertThat(FOLDER.resolve("LICENCE-Apache-2.0.txt"))
                .content()
                .contains("Apache License", "Version 2.0, January 2004");
    }

    private static List<Path> jars() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            assertThat(jars).isNotEmpty();
            return jars;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
