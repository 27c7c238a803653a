package dev.hypercare.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.avro.Schema;

/**
 * An installation as an older version left it, in {@code src/test/resources/layout/<layout>}:
 *
 * <ul>
 *   <li>{@code installation.zip}: the folders {@code broker} (topics, changelogs, offsets) and {@code state} (RocksDB);
 *   <li>{@code changelogs.jsonl.gz}: the newest record of each key of the changelogs, and the partials that are not merged yet:
 *       topic, partition, offset, timestamp, key and value in hexadecimal;
 *   <li>{@code before.jsonl.gz}: the calls and ticks that are in it, in order, see {@link FedRecord};
 *   <li>{@code after.jsonl.gz}: those to feed next;
 *   <li>{@code windows.jsonl.gz}: what its topics say of every closed window, newest version, as JSON;
 *   <li>{@code schemas.jsonl.gz}: subject and Avro schema, in the order of the ids from 1;
 *   <li>{@code about.json}: layout, epoch, versions of the parts, committed offsets.
 * </ul>
 *
 * @param folder where it is
 */
record LayoutFixture(Path folder) {
    static final Path ALL = Path.of("src/test/resources/layout");
    static final String INSTALLATION = "installation.zip";
    static final String CHANGELOGS = "changelogs.jsonl.gz";
    static final String BEFORE = "before.jsonl.gz";
    static final String AFTER = "after.jsonl.gz";
    static final String WINDOWS = "windows.jsonl.gz";
    static final String SCHEMAS = "schemas.jsonl.gz";
    static final String ABOUT = "about.json";

    /** Those that were recorded, one for each layout. */
    static Stream<LayoutFixture> recorded() {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.sorted().map(LayoutFixture::new).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The calls and ticks that it has seen. */
    List<FedRecord> before() {
        return lines(BEFORE).stream().map(FedRecord::fromLine).toList();
    }

    /** The calls and ticks that come next. */
    List<FedRecord> after() {
        return lines(AFTER).stream().map(FedRecord::fromLine).toList();
    }

    /** What its topics said, one JSON object for a window. */
    List<JsonNode> windows() {
        return lines(WINDOWS).stream().map(LayoutFixture::json).toList();
    }

    /** What its changelogs held, one JSON object for a record. */
    List<JsonNode> changelogs() {
        return lines(CHANGELOGS).stream().map(LayoutFixture::json).toList();
    }

    /** Its schemas under the ids they had. */
    InMemoryRegistry registry() {
        InMemoryRegistry registry = new InMemoryRegistry();
        for (String line : lines(SCHEMAS)) {
            JsonNode node = json(line);
            registry.register(
                    node.get("subject").asText(),
                    new Schema.Parser().parse(node.get("schema").asText()));
        }
        return registry;
    }

    /** Makes the installation in a folder. */
    void unpack(Path to) {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(folder.resolve(INSTALLATION)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = to.resolve(entry.getName()).normalize();
                if (!file.startsWith(to)) {
                    throw new IOException("not a path below the folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Packs the folders {@code broker} and {@code state} of an installation that is stopped. */
    void pack(Path installation) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(INSTALLATION)));
                Stream<Path> found = Files.walk(installation)) {
            for (Path file : found.sorted().toList()) {
                String name = installation.relativize(file).toString();
                String last = file.getFileName().toString();
                boolean wanted = (name.startsWith("broker") || name.startsWith("state"))
                        && !last.matches("LOG(\\.old.*)?|LOCK|OPTIONS-.*|\\.lock");
                if (wanted) {
                    zip.putNextEntry(new ZipEntry(Files.isDirectory(file) ? name + "/" : name));
                    if (Files.isRegularFile(file)) {
                        Files.copy(file, zip);
                    }
                    zip.closeEntry();
                }
            }
        }
    }

    /** Writes one of its files of lines. */
    void write(String name, List<String> lines) throws IOException {
        try (OutputStream to = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            for (String line : lines) {
                to.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private List<String> lines(String name) {
        try (InputStream from = new GZIPInputStream(Files.newInputStream(folder.resolve(name)));
                BufferedReader reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "layout " + folder.getFileName();
    }
}
