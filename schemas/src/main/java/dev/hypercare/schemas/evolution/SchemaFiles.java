package dev.hypercare.schemas.evolution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** Reads the schema files of the contract, those of today and those of releases. */
public final class SchemaFiles {
    private SchemaFiles() {}

    /** The schemas of a folder by simple name; files may refer to each other's types. Error: {@link IOException}, or Avro's own. */
    public static Map<String, Schema> today(Path folder) throws IOException {
        SchemaParser parser = new SchemaParser();
        Map<String, SchemaParser.ParseResult> parsed = new TreeMap<>();
        for (Path file : schemaFiles(folder)) {
            parsed.put(name(file), parser.parse(file));
        }
        Map<String, Schema> schemas = new TreeMap<>();
        for (Map.Entry<String, SchemaParser.ParseResult> entry : parsed.entrySet()) {
            schemas.put(entry.getKey(), parser.resolve(entry.getValue()));
        }
        return schemas;
    }

    /** The released versions of every schema, {@code <folder>/<Name>/<version>.avsc}, by name and version. */
    public static Map<String, Map<String, Schema>> released(Path folder) throws IOException {
        Map<String, Map<String, Schema>> released = new TreeMap<>();
        try (Stream<Path> names = Files.list(folder)) {
            for (Path name : names.filter(Files::isDirectory).sorted().toList()) {
                Map<String, Schema> versions = new TreeMap<>();
                for (Path file : schemaFiles(name)) {
                    versions.put(name(file), SchemaParser.parseSingle(file));
                }
                released.put(name.getFileName().toString(), versions);
            }
        }
        return released;
    }

    private static List<Path> schemaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".avsc".length());
    }
}
