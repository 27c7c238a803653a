package dev.hypercare.schemas.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.schemas.Contract;
import dev.hypercare.schemas.events.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaEvolutionTest {
    private static final String ALERT = """
            {"type": "record", "name": "Alert", "namespace": "x", "fields": [
              {"name": "id", "type": "string"},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["ON", "OFF"]}},
              {"name": "level", "type": {"type": "enum", "name": "Level", "symbols": ["LOW", "HIGH"], "default": "LOW"}},
              {"name": "count", "type": "int"},
              {"name": "note", "type": ["null", "string"], "default": null},
              {"name": "endedAt", "type": ["null", {"type": "long", "logicalType": "timestamp-millis"}], "default": null}]}
            """;

    @TempDir
    Path folder;

    @Test
    void noSchemaOfTheContractBreaksARelease() throws IOException {
        assertThat(SchemaEvolution.breakingChanges(
                        SchemaFiles.today(Contract.AVRO), SchemaFiles.released(Path.of("released"))))
                .isEmpty();
    }

    @Test
    void theSchemasReadFromTheFolderAreThoseOfTheGeneratedClasses() throws IOException {
        assertThat(SchemaFiles.today(Contract.AVRO).get("Verdict").getFields())
                .hasSameSizeAs(Verdict.getClassSchema().getFields());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a required field more     | {\"name\": \"id\", | {\"name\": \"new\", \"type\": \"int\"}, {\"name\": \"id\", | READER_FIELD_MISSING_DEFAULT_VALUE",
                "a required field less     | {\"name\": \"id\", \"type\": \"string\"}, | `` | READER_FIELD_MISSING_DEFAULT_VALUE",
                "a field renamed           | \"name\": \"count\" | \"name\": \"calls\" | READER_FIELD_MISSING_DEFAULT_VALUE",
                "a type widened            | \"name\": \"count\", \"type\": \"int\" | \"name\": \"count\", \"type\": \"long\" | TYPE_MISMATCH",
                "a symbol more, no default | [\"ON\", \"OFF\"] | [\"ON\", \"OFF\", \"BROKEN\"] | MISSING_ENUM_SYMBOLS",
                "a symbol less, no default | [\"ON\", \"OFF\"] | [\"ON\"] | MISSING_ENUM_SYMBOLS",
                "a unit changed            | \"at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"} | \"at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-micros\"} | meaning changed",
                "a unit changed in a union | [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}] | [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-micros\"}] | meaning changed",
                "a unit forgotten          | \"at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"} | \"at\", \"type\": \"long\" | meaning changed",
                "null no longer allowed    | [\"null\", \"string\"], \"default\": null | \"string\", \"default\": \"\" | TYPE_MISMATCH",
                "another namespace         | \"namespace\": \"x\" | \"namespace\": \"y\" | renamed from x.Alert to y.Alert",
            })
    void aBreakingChangeIsCaught(String what, String from, String to, String expected) {
        assertThat(ALERT).as(what).contains(from);

        assertThat(changes(ALERT.replace(from, to)))
                .isNotEmpty()
                .anySatisfy(change ->
                        assertThat(change).startsWith("Alert since 1.0.0: ").contains(expected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a field with a default more | {\"name\": \"id\", | {\"name\": \"new\", \"type\": \"int\", \"default\": 0}, {\"name\": \"id\",",
                "a field with a default less | {\"name\": \"note\", \"type\": [\"null\", \"string\"], \"default\": null}, | ``",
                "a symbol more, with default | [\"LOW\", \"HIGH\"] | [\"LOW\", \"HIGH\", \"TOP\"]",
                "a better doc                | \"name\": \"id\", | \"name\": \"id\", \"doc\": \"better\",",
            })
    void aCompatibleChangePasses(String what, String from, String to) {
        assertThat(ALERT).as(what).contains(from);

        assertThat(changes(ALERT.replace(from, to))).isEmpty();
    }

    @Test
    void aSchemaThatIsGoneIsCaught() {
        assertThat(SchemaEvolution.breakingChanges(Map.of(), Map.of("Alert", Map.of("1.0.0", parse(ALERT)))))
                .containsExactly("Alert since 1.0.0: the schema is gone");
    }

    @Test
    void everyReleaseCountsNotOnlyTheLast() {
        String second = ALERT.replace("{\"name\": \"count\", \"type\": \"int\"},", "");
        Map<String, Schema> versions = Map.of(
                "1.0.0", parse(ALERT.replace("\"int\"", "\"int\", \"default\": 0")),
                "2.0.0", parse(second));

        String third = second.replace(
                "{\"name\": \"id\",",
                "{\"name\": \"count\", \"type\": \"string\", \"default\": \"\"}, {\"name\": \"id\",");

        assertThat(SchemaEvolution.breakingChanges(Map.of("Alert", parse(third)), Map.of("Alert", versions)))
                .isNotEmpty()
                .allSatisfy(change -> assertThat(change).startsWith("Alert since 1.0.0: "));
    }

    @Test
    void aReleaseRecordsEverySchemaCompleteAndOnlyWhatChangedTheNextTime() throws IOException {
        List<Path> first = ReleaseSchemas.record(Contract.AVRO, folder, "1.0.0");
        List<Path> second = ReleaseSchemas.record(Contract.AVRO, folder, "1.1.0");

        assertThat(first).hasSize(Contract.schemas().size());
        assertThat(second).isEmpty();
        // LateCall refers to Call: the released file must not.
        assertThat(SchemaParser.parseSingle(folder.resolve("LateCall/1.0.0.avsc"))
                        .getField("call")
                        .schema()
                        .getFields())
                .hasSizeGreaterThan(20);
        assertThat(SchemaEvolution.breakingChanges(Contract.schemas(), SchemaFiles.released(folder)))
                .isEmpty();
    }

    @Test
    void aReleaseThatBreaksTheContractIsRefused() throws IOException {
        Path avro = Files.createDirectories(folder.resolve("avro"));
        Path released = Files.createDirectories(folder.resolve("released"));
        Files.writeString(avro.resolve("Alert.avsc"), ALERT);
        ReleaseSchemas.record(avro, released, "1.0.0");
        Files.writeString(avro.resolve("Alert.avsc"), ALERT.replace("\"int\"", "\"string\""));

        assertThatThrownBy(() -> ReleaseSchemas.record(avro, released, "1.1.0"))
                .hasMessageContaining("Alert since 1.0.0")
                .hasMessageContaining("TYPE_MISMATCH");
        assertThat(released.resolve("Alert/1.1.0.avsc")).doesNotExist();
    }

    private static List<String> changes(String now) {
        return SchemaEvolution.breakingChanges(
                Map.of("Alert", parse(now)), Map.of("Alert", Map.of("1.0.0", parse(ALERT))));
    }

    private static Schema parse(String text) {
        return SchemaParser.parseSingle(text);
    }
}
