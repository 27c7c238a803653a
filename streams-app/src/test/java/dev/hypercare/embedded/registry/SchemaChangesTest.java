package dev.hypercare.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.embedded.registry.SchemaChanges.Change;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaChangesTest {
    private static final String N = record("{\"name\":\"n\",\"type\":\"int\"}");
    private static final String N_AND_OPTIONAL =
            record("{\"name\":\"n\",\"type\":\"int\"},{\"name\":\"o\",\"type\":\"int\",\"default\":0}");
    private static final String N_AND_REQUIRED =
            record("{\"name\":\"n\",\"type\":\"int\"},{\"name\":\"r\",\"type\":\"int\"}");
    private static final String NOTHING = record("");
    private static final String LONG = record("{\"name\":\"n\",\"type\":\"long\"}");

    private final SchemaStore store = new SchemaStore();
    private final SchemaChanges changes = new SchemaChanges(store);
    private final List<LogEntry> log = new ArrayList<>();

    @Test
    void theSameSchemaHasTheSameIdUnderEverySubjectAndVersionsOfItsOwn() {
        assertThat(register("a", N)).isEqualTo(1);
        assertThat(register("b", N_AND_OPTIONAL)).isEqualTo(2);
        assertThat(register("b", "  " + N.replace(",", " , "))).isEqualTo(1);
        assertThat(register("a", N)).isEqualTo(1);

        assertThat(store.versions("b", false)).extracting(StoredSchema::version).containsExactly(1, 2);
        assertThat(store.versions("a", false)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NONE                | NOTHING        | LONG           | yes",
                "BACKWARD            | N              | N_AND_OPTIONAL | yes",
                "BACKWARD            | N              | N_AND_REQUIRED | no",
                "BACKWARD            | N              | NOTHING        | yes",
                "BACKWARD            | N              | LONG           | yes",
                "FORWARD             | N              | N_AND_REQUIRED | yes",
                "FORWARD             | N              | NOTHING        | no",
                "FORWARD             | N              | LONG           | no",
                "FULL                | N              | N_AND_OPTIONAL | yes",
                "FULL                | N              | N_AND_REQUIRED | no",
                "FULL                | N              | NOTHING        | no",
                "FULL                | N_AND_OPTIONAL | N              | yes",
            })
    void aLevelDecidesWhatMayFollow(CompatibilityLevel level, String first, String next, String allowed) {
        apply(changes.setLevel("s", level.name()));
        register("s", named(first));

        if (allowed.equals("yes")) {
            assertThat(register("s", named(next))).isEqualTo(2);
        } else {
            refused(() -> register("s", named(next)), 409, 409);
            assertThat(store.versions("s", false)).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"BACKWARD,yes", "BACKWARD_TRANSITIVE,no"})
    void onlyTransitiveLevelsLookAtEveryVersion(CompatibilityLevel level, String allowed) {
        apply(changes.setLevel("s", level.name()));
        register("s", NOTHING);
        register("s", N_AND_OPTIONAL.replace("\"n\",\"type\":\"int\"", "\"n\",\"type\":\"int\",\"default\":1"));

        // N reads what has n, not what had nothing.
        if (allowed.equals("yes")) {
            assertThat(register("s", N)).isEqualTo(3);
        } else {
            refused(() -> register("s", N), 409, 409);
        }
    }

    @Test
    void aDeletedVersionIsHiddenKeepsItsTextAndDoesNotHinderTheNext() {
        register("s", N);
        apply(changes.deleteVersion(version("s", 1), false));

        assertThat(store.subjects(false)).isEmpty();
        assertThat(store.subjects(true)).containsExactly("s");
        assertThat(store.text(1)).isEqualTo(N);
        assertThat(register("s", N_AND_REQUIRED)).isEqualTo(2);
        assertThat(store.versions("s", false)).extracting(StoredSchema::version).containsExactly(2);
        assertThat(register("t", N)).isEqualTo(1);
    }

    @Test
    void whatIsDeletedForGoodIsGoneAndItsIdIsNeverGivenAgain() {
        register("s", N);
        register("s", N_AND_OPTIONAL);
        refused(() -> changes.deleteVersion(version("s", 2), true), 404, 40407);
        refused(() -> changes.deleteSubject("s", true), 404, 40405);

        assertThat(apply(changes.deleteSubject("s", false))).containsExactly(1, 2);
        refused(() -> changes.deleteSubject("s", false), 404, 40404);
        refused(() -> changes.deleteVersion(version("s", 2), false), 404, 40406);
        assertThat(apply(changes.deleteSubject("s", true))).containsExactly(1, 2);

        refused(() -> changes.deleteSubject("s", true), 404, 40401);
        assertThat(store.text(2)).isNull();
        assertThat(register("s", N)).isEqualTo(3);
    }

    @Test
    void aSubjectThatIsReadOnlyKeepsWhatItHas() {
        register("s", N);
        apply(changes.setMode("s", "READONLY"));

        assertThat(register("s", N)).isEqualTo(1);
        refused(() -> register("s", N_AND_OPTIONAL), 422, 42205);
        refused(() -> changes.deleteSubject("s", false), 422, 42205);
        assertThat(register("t", N_AND_OPTIONAL)).isEqualTo(2);
        apply(changes.unsetMode("s"));
        assertThat(register("s", N_AND_OPTIONAL)).isEqualTo(2);
    }

    @Test
    void settingsOfASubjectOutweighThoseOfAllUntilTheyAreTakenBack() {
        assertThat(store.level("s")).isEqualTo(CompatibilityLevel.BACKWARD);
        apply(changes.setLevel(null, "NONE"));
        apply(changes.setLevel("s", "FULL"));
        assertThat(store.level("s")).isEqualTo(CompatibilityLevel.FULL);
        assertThat(store.level("t")).isEqualTo(CompatibilityLevel.NONE);
        assertThat(apply(changes.unsetLevel("s"))).isEqualTo(CompatibilityLevel.FULL);
        assertThat(store.level("s")).isEqualTo(CompatibilityLevel.NONE);
        apply(changes.unsetLevel(null));
        assertThat(store.level("s")).isEqualTo(CompatibilityLevel.BACKWARD);

        refused(() -> changes.unsetLevel("s"), 404, 40408);
        refused(() -> changes.setLevel("s", "SIDEWAYS"), 422, 42203);
        refused(() -> changes.setMode("s", "SLEEPING"), 422, 42204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "{",
                "{\"type\":\"recrod\"}",
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"n\",\"type\":\"Missing\"}]}",
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"n\",\"type\":\"int\",\"default\":\"x\"}]}",
                "{\"type\":\"record\",\"name\":\"a-b\",\"fields\":[]}",
            })
    void whatIsNoSchemaIsRefused(String text) {
        refused(() -> SchemaText.parse(text), 422, 42201);
    }

    @Test
    void aSchemaNestedWithoutEndIsRefused() {
        String deep = "{\"type\":\"array\",\"items\":".repeat(5_000) + "\"int\"" + "}".repeat(5_000);

        refused(() -> SchemaText.parse(deep), 422, 42201);
    }

    /** Compaction keeps the newest record of each key: nothing may depend on older ones. */
    @Property(tries = 300)
    void theCompactedLogTellsTheSameAsTheWhole(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            try {
                randomChange(random);
            } catch (Refusal e) {
                assertThat(e.code()).isIn(409, 40401, 40404, 40405, 40406, 40407, 42205);
            }
        }

        SchemaStore compacted = new SchemaStore();
        for (byte[][] record : compacted(log)) {
            LogEntries.read(record[0], record[1]).ifPresent(compacted::apply);
        }

        assertThat(compacted.highestId()).isEqualTo(store.highestId());
        assertThat(compacted.subjects(true)).isEqualTo(store.subjects(true));
        for (String subject : List.of("a", "b", "c")) {
            assertThat(compacted.versions(subject, true)).isEqualTo(store.versions(subject, true));
            assertThat(compacted.level(subject)).isEqualTo(store.level(subject));
            assertThat(compacted.mode(subject)).isEqualTo(store.mode(subject));
        }
        for (int id = 0; id <= store.highestId(); id++) {
            assertThat(compacted.text(id)).isEqualTo(store.text(id));
        }
    }

    private void randomChange(Random random) {
        String subject = List.of("a", "b", "c").get(random.nextInt(3));
        List<String> schemas = List.of(N, N_AND_OPTIONAL, N_AND_REQUIRED, NOTHING, LONG);
        switch (random.nextInt(7)) {
            case 0, 1, 2 -> register(subject, schemas.get(random.nextInt(schemas.size())));
            case 3 -> apply(changes.deleteSubject(subject, random.nextBoolean()));
            case 4 -> {
                List<StoredSchema> versions = store.versions(subject, true);
                if (!versions.isEmpty()) {
                    apply(changes.deleteVersion(versions.get(random.nextInt(versions.size())), random.nextBoolean()));
                }
            }
            case 5 -> {
                CompatibilityLevel[] levels = CompatibilityLevel.values();
                apply(changes.setLevel(
                        random.nextBoolean() ? subject : null, levels[random.nextInt(levels.length)].name()));
            }
            default -> apply(changes.setMode(subject, random.nextInt(4) == 0 ? "READONLY" : "READWRITE"));
        }
    }

    private static List<byte[][]> compacted(List<LogEntry> log) {
        Map<ByteBuffer, byte[][]> newest = new LinkedHashMap<>();
        for (LogEntry entry : log) {
            byte[] key = LogEntries.key(entry);
            newest.remove(ByteBuffer.wrap(key));
            newest.put(ByteBuffer.wrap(key), new byte[][] {key, LogEntries.value(entry)});
        }
        // The tombstones go, too, in the end.
        return newest.values().stream()
                .filter(record -> Objects.nonNull(record[1]))
                .toList();
    }

    private int register(String subject, String schema) {
        return apply(changes.register(subject, SchemaText.parse(schema)));
    }

    private <T> T apply(Change<T> change) {
        for (LogEntry entry : change.entries()) {
            try {
                LogEntry read = LogEntries.read(LogEntries.key(entry), LogEntries.value(entry))
                        .orElseThrow();
                assertThat(read).isEqualTo(entry);
                log.add(read);
                store.apply(read);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return change.answer();
    }

    private StoredSchema version(String subject, int version) {
        return Objects.requireNonNull(store.version(subject, version));
    }

    private static void refused(ThrowingCallable action, int status, int code) {
        assertThatThrownBy(action).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(status);
            assertThat(refusal.code()).isEqualTo(code);
        });
    }

    private static String named(String name) {
        return switch (name) {
            case "N" -> N;
            case "N_AND_OPTIONAL" -> N_AND_OPTIONAL;
            case "N_AND_REQUIRED" -> N_AND_REQUIRED;
            case "LONG" -> LONG;
            case "NOTHING" -> NOTHING;
            default -> throw new AssertionError(name);
        };
    }

    private static String record(String fields) {
        return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}";
    }
}
