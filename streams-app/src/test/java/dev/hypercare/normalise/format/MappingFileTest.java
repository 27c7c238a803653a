package dev.hypercare.normalise.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingFileTest {
    private static final String ALL = """
            name: acme
            records: entries
            fields:
              startedAt: {from: /at, unit: ns}
              duration: {from: /timing/total, unit: ms}
              upstreamDuration: {from: /timing/backend, unit: us, missing: ["-1"]}
              firstToken: {from: /ai/first, unit: s}
              status: {from: /http/code}
              cost: {from: /ai/price, unit: cents}
              tokensIn: {from: /ai/in}
              model: {from: /ai/model, or: /ai/asked}
              gateway: {constant: edge-1}
              consumer: {from: /who, missing: [anonymous, guest], constant: nobody}
              path: {from: /http/a~1b}
            """;

    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    @Test
    void readsFieldsAtTheirPathsInTheirUnits() {
        CallDraft call = Parsing.one(mapped(ALL), """
                {"at":1763719200123456789,"timing":{"total":"12.5","backend":"-1"},"who":"app","unknown":[{"x":1}],
                 "http":{"code":"200","a/b":"/v1/orders"},
                 "ai":{"first":0.25,"price":7,"in":12,"model":"large","asked":"any"}}""");

        assertThat(problems.messages()).isEmpty();
        assertThat(call.startedAt).isEqualTo(1_763_719_200_123L);
        assertThat(call.completedAt).isEqualTo(1_763_719_200_136L);
        assertThat(call.durationMicros).isEqualTo(12_500);
        assertThat(call.upstreamDurationMicros).isEqualTo(CallDraft.NONE);
        assertThat(call.firstTokenMicros).isEqualTo(250_000);
        assertThat(call.status).isEqualTo(200);
        assertThat(call.costMicros).isEqualTo(70_000);
        assertThat(call.tokensIn).isEqualTo(12);
        assertThat(call.model).isEqualTo("large");
        assertThat(call.gateway).isEqualTo("edge-1");
        assertThat(call.consumer).isEqualTo("app");
        assertThat(call.uri).isEqualTo("/v1/orders");
    }

    @Test
    void theOtherPathAndTheConstantStandInForWhatIsNotTold() {
        Format format = mapped(ALL);
        String record = """
                {"at":1763719200123456789,"http":{"code":200},"who":"guest","ai":{"asked":"any","model":"-"}}""";

        CallDraft call = Parsing.one(format, record);

        assertThat(call.model).isEqualTo("any");
        assertThat(call.consumer).isEqualTo("nobody");
        assertThat(call.durationMicros).isEqualTo(CallDraft.NONE);
        assertThat(Parsing.all(format, "[" + record + "," + record + "]")).hasSize(2);
    }

    @Test
    void theFirstPathWinsWhicheverComesFirstInTheRecord() {
        Format format = mapped(ALL);

        assertThat(Parsing.one(format, ai("\"model\":\"large\",\"asked\":\"any\"")).model)
                .isEqualTo("large");
        assertThat(Parsing.one(format, ai("\"asked\":\"any\",\"model\":\"large\"")).model)
                .isEqualTo("large");
    }

    @Test
    void saysWhyARecordIsNoCall() {
        Format format = mapped(ALL.replace("records: entries\n", ""));

        assertThat(Parsing.rejection(format, "{\"at\":1763719200123456789,\"http\":{\"code\":\"fine\"}}")
                        .detail())
                .isEqualTo("http.code: fine (expected: an HTTP status from 100 to 599, or 0 for no response)");
        assertThat(Parsing.rejection(format, "{\"http\":{\"code\":200}}").detail())
                .startsWith("startedAt: missing");
        assertThat(Parsing.rejection(format, "").reason()).isEqualTo("empty");
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        mapped("""
                name: Acme
                record: lines
                fields:
                  completedAt: {from: at}
                  startedAt: {constant: "2025-11-21T10:00:00Z", unit: iso}
                  duration: {from: /time, unit: minutes}
                  status: {unit: ms}
                  method: {from: /http}
                  path: {from: /http/path}
                  host: {from: /http}
                  tokensIn: {constant: many}
                  durations: {from: /x}
                """);

        assertThat(problems.messages())
                .containsExactly(
                        "acme.yaml:1: name: Acme (expected: small letters, digits and -, at most 40, beginning with a letter)",
                        "acme.yaml:4: fields.completedAt.unit: missing (expected: one of iso, s, ms, us, ns)",
                        "acme.yaml:4: fields.completedAt.from: at (expected: a path such as /status or /request/method, of at most 16 names)",
                        "acme.yaml:5: fields.startedAt.constant: 2025-11-21T10:00:00Z (expected: a path, for no two calls have the same time)",
                        "acme.yaml:6: fields.duration.unit: minutes (expected: one of s, ms, us, ns)",
                        "acme.yaml:7: fields.status.unit: ms (expected: none, for this field has only one)",
                        "acme.yaml:7: fields.status.from: missing (expected: a path such as /request/method, or a constant)",
                        "acme.yaml:11: fields.tokensIn.constant: many (expected: a value of tokensIn: tokensIn: many (expected: a whole number, 0 or more))",
                        "acme.yaml:9: fields.path.from: /http/path (expected: an object there, and another path ends at it)",
                        "acme.yaml:8: fields.method.from: /http (expected: a path that no other field has)",
                        "acme.yaml:2: record: unknown key (expected: did you mean records?)",
                        "acme.yaml:12: fields.durations: unknown key (expected: did you mean duration?)");
    }

    @Test
    void asksForATimeAndAStatusAndAnotherNameThanThoseThereAre() {
        mapped("name: kong\nfields: {}\n");

        assertThat(problems.messages())
                .containsExactly(
                        "acme.yaml:1: name: kong (expected: another name than those of the formats there are)",
                        "acme.yaml:2: fields: no time (expected: completedAt or startedAt, with its path and unit)",
                        "acme.yaml:2: fields: no status (expected: status, with the path of an HTTP status)");
        assertThatThrownBy(() -> MappingFile.read(folder.resolve("none.yaml"), problems))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void noRecordMakesItThrow() {
        for (Format format : List.of(mapped(ALL), mapped(ALL.replace("entries", "lines")))) {
            for (String sample : Samples.all()) {
                assertThat(Parsing.all(format, sample.getBytes(UTF_8))).isNotEmpty();
            }
        }
    }

    private static String ai(String fields) {
        return "{\"at\":1763719200123456789,\"http\":{\"code\":200},\"ai\":{" + fields + "}}";
    }

    /** The format of a file of this text; messages name it {@code acme.yaml}. */
    private Format mapped(String text) {
        try {
            Path file = Files.writeString(folder.resolve("acme.yaml"), text);
            Problems found = new Problems();
            Format format = MappingFile.read(file, found);
            found.messages().forEach(message -> problems.add(message.replace(folder + "/", "")));
            return format;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
