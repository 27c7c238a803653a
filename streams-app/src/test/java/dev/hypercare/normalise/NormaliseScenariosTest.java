package dev.hypercare.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.normalise.report.Report;
import dev.hypercare.normalise.report.ReportFormat;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.DeadLetter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The scenarios under {@code scenarios/1-normalise}, one file each, named by its path; the folder names the format. {@code given}: text
 * of the config section; {@code when.at}: ingest time of the records or {@code unknown}; {@code when.records}; {@code then.calls} and
 * {@code then.dead-letters}, and {@code then} signals, tickets, changes and feedback: all of them in order, each with the fields that matter. Of {@code secrets.yaml} nothing secret may come out.
 */
class NormaliseScenariosTest {
    private static final String SECRETS = "secrets.yaml";
    /** Of a token, a key, a cookie, a password, an e-mail address, a card. */
    private static final List<String> CORPUS =
            List.of("t0k3n", "s3cr3t", "c00kie", "hunter2", "jane@example.com", "4111");

    @TestFactory
    Stream<DynamicTest> scenarios() throws IOException, URISyntaxException {
        Path root = Path.of(Objects.requireNonNull(getClass().getResource("/scenarios/1-normalise"))
                .toURI());
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(60);
        assertThat(files.stream().map(file -> file.getParent().getFileName().toString()))
                .containsAll(RawFormats.names());
        assertThat(RawFormats.names())
                .allSatisfy(format ->
                        assertThat(root.resolve(format).resolve(SECRETS)).exists());
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(root.relativize(file).toString(), () -> play(file)));
    }

    private static void play(Path file) throws IOException {
        Map<String, Object> scenario = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        assertThat(scenario).containsOnlyKeys("about", "given", "when", "then");
        Map<String, Object> when = map(scenario.get("when"));
        Map<String, Object> then = map(scenario.get("then"));
        assertThat(List.of("at", "records")).containsAll(when.keySet());
        assertThat(List.of("calls", "signals", "tickets", "changes", "feedback", "dead-letters"))
                .containsAll(then.keySet());
        String format = file.getParent().getFileName().toString();
        Topic<?> raw = Topics.raw(format);
        String at = String.valueOf(when.get("at"));
        long timestamp = at.equals("unknown")
                ? NormaliseProcessor.UNKNOWN_TIME
                : Instant.parse(at).toEpochMilli();
        try (StageDriver stage =
                new StageDriver(Objects.toString(scenario.get("given"), "") + "\nformats: [" + format + "]\n")) {
            for (Object record : list(when.get("records"))) {
                stage.pipe(raw, String.valueOf(record), timestamp);
            }
            List<TestRecord<String, Call>> calls = stage.calls();
            List<TestRecord<String, DeadLetter>> deadLetters = stage.deadLetters();
            List<TestRecord<String, ? extends SpecificRecord>> told = new ArrayList<>(calls);
            for (Topic<?> topic :
                    RawFormats.named(format) instanceof ReportFormat ? Report.TOPICS : List.<Topic<?>>of()) {
                List<? extends TestRecord<String, ? extends SpecificRecord>> reports = stage.records(topic);
                compare(topic.name(), reports, list(then.get(topic.name())));
                told.addAll(reports);
            }
            if (file.endsWith(SECRETS)) {
                assertNoSecret(told, deadLetters);
            }
            compare("call", calls, list(then.get("calls")));
            compare("dead letter", deadLetters, list(then.get("dead-letters")));
        }
    }

    /** Nothing that a secrets scenario puts into a record is found in what comes out, whatever field it may be. */
    private static void assertNoSecret(
            List<TestRecord<String, ? extends SpecificRecord>> told, List<TestRecord<String, DeadLetter>> deadLetters) {
        for (String secret : CORPUS) {
            assertThat(told)
                    .allSatisfy(one -> assertThat(one.value().toString()).doesNotContain(secret));
            assertThat(deadLetters).allSatisfy(letter -> {
                assertThat(letter.value().getDetail()).doesNotContain(secret);
                assertThat(shown(letter.value(), "payload")).doesNotContain(secret);
            });
        }
        assertThat(told).isNotEmpty();
        assertThat(deadLetters).isNotEmpty();
    }

    private static void compare(
            String what, List<? extends TestRecord<String, ? extends SpecificRecord>> actual, List<Object> expected) {
        assertThat(actual).as(what + "s").hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            SpecificRecord value = actual.get(i).value();
            for (Map.Entry<String, Object> field : map(expected.get(i)).entrySet()) {
                assertThat(shown(value, field.getKey()))
                        .as("%s %d, %s", what, i, field.getKey())
                        .isEqualTo(String.valueOf(field.getValue()));
            }
        }
    }

    private static String shown(SpecificRecord value, String field) {
        if (value instanceof DeadLetter letter && field.equals("payload")) {
            return StandardCharsets.UTF_8
                    .decode(letter.getPayload().duplicate())
                    .toString();
        }
        if (value.getSchema().getField(field) == null) {
            return fail("no such field: %s (expected: one of %s)", field, names(value));
        }
        return String.valueOf(value.get(value.getSchema().getField(field).pos()));
    }

    private static List<String> names(SpecificRecord value) {
        List<String> names = new ArrayList<>();
        value.getSchema().getFields().forEach(field -> names.add(field.name()));
        return names;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object node) {
        return node == null ? List.of() : (List<Object>) node;
    }
}
