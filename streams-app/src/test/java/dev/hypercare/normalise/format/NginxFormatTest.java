package dev.hypercare.normalise.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NginxFormatTest {
    private static final String LINE = "{\"msec\":\"1763719200.123\",\"status\":\"200\",\"request_time\":\"0.734\"}";

    private final NginxFormat nginx = new NginxFormat();

    @Test
    void readsTextsAndNumbersAlike() {
        CallDraft texts = Parsing.one(nginx, LINE);
        CallDraft numbers = Parsing.one(nginx, "{\"msec\":1763719200.123,\"status\":200,\"request_time\":0.734}");

        assertThat(texts).usingRecursiveComparison().isEqualTo(numbers);
        assertThat(texts.completedAt).isEqualTo(1_763_719_200_123L);
        assertThat(texts.durationMicros).isEqualTo(734_000);
        assertThat(texts.status).isEqualTo(200);
        assertThat(texts.responseBytes).isEqualTo(CallDraft.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.1                | 100000",
                "0.100, 0.200       | 300000",
                "0.1, 0.2 : 0.3     | 600000",
                "-, 0.25            | 250000",
                "-                  | -1",
                "'-, -'             | -1",
                "''                 | -1",
            })
    void addsUpTheAttemptsOfUpstream(String value, long micros) {
        CallDraft draft = Parsing.one(nginx, with("upstream_response_time", value));

        assertThat(draft.upstreamDurationMicros).isEqualTo(micros);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"200 | 200", "502, 200 | 200", "502 : 504 | 504", "502, - | 502", "- | -1", "'' | -1"})
    void takesTheStatusOfTheLastUpstreamThatAnswered(String value, long status) {
        assertThat(Parsing.one(nginx, with("upstream_status", value)).upstreamStatus)
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "000,0", "100,100", "499,499", "599,599"})
    void takesStatusesAndNoResponse(String value, long status) {
        assertThat(Parsing.one(nginx, "{\"msec\":\"1763719200\",\"status\":\"" + value + "\"}").status)
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status          | 600       | status: 600 (expected: an HTTP status from 100 to 599, or 0 for no response)",
                "status          | 42        | status: 42 (expected: an HTTP status from 100 to 599, or 0 for no response)",
                "status          | OK        | status: OK (expected: an HTTP status from 100 to 599, or 0 for no response)",
                "request_time    | -0.5      | request_time: -0.5 (expected: seconds from 0 to 86400)",
                "request_time    | 86400.001 | request_time: 86400.001 (expected: seconds from 0 to 86400)",
                "request_time    | NaN       | request_time: NaN (expected: seconds from 0 to 86400)",
                "bytes_sent      | many      | bytes_sent: many (expected: a whole number, 0 or more)",
                "msec            | 1         | msec: 1 (expected: seconds since the epoch, in a year from 2000 to 2099)",
                "upstream_status | 200, 700  | upstream_status: 700 (expected: an HTTP status from 100 to 599, or 0 for no response)",
                "upstream_response_time | 1, x | upstream_response_time: x (expected: seconds from 0 to 86400, of each attempt)",
            })
    void saysWhatIsWrongWithAValue(String field, String value, String detail) {
        Outcome.Rejected<?> why = Parsing.rejection(nginx, with(field, value));

        assertThat(why.reason()).isEqualTo("bad-value");
        assertThat(why.field()).isEqualTo(field);
        assertThat(why.detail()).isEqualTo(detail);
    }

    @Test
    void namesTheFirstProblemOnly() {
        Outcome.Rejected<?> why = Parsing.rejection(
                nginx, "{\"request_time\":\"-1\",\"msec\":\"1763719200\",\"status\":{\"a\":[1]},\"bytes_sent\":\"x\"}");

        assertThat(why.field()).isEqualTo("request_time");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(Parsing.rejection(nginx, "{\"status\":200}").detail()).startsWith("msec: missing");
        assertThat(Parsing.rejection(nginx, "{\"msec\":1763719200}").detail()).startsWith("status: missing");
        assertThat(Parsing.rejection(nginx, "{}").reason()).isEqualTo("missing-field");
    }

    @Test
    void readsEachLineOfARecordAndCountsTheEmptyOnes() {
        List<Parsed> parsed = Parsing.all(nginx, LINE + "\r\n\n{broken\n" + LINE + "\n");

        assertThat(parsed).hasSize(4);
        assertThat(parsed).extracting(Parsed::index).containsExactly(0, 1, 2, 3);
        assertThat(parsed.get(0).outcome()).isInstanceOf(Outcome.Ok.class);
        assertThat(Parsing.rejection(parsed.get(1)).reason()).isEqualTo("empty");
        assertThat(Parsing.rejection(parsed.get(2)).reason()).isEqualTo("malformed-json");
        assertThat(parsed.get(3).outcome()).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void rejectsARecordOfNothingOnce() {
        for (String nothing : List.of("", "\n", "  ", "\t\r\n")) {
            assertThat(Parsing.all(nginx, nothing)).hasSize(1);
            assertThat(Parsing.rejection(nginx, nothing).reason()).isEqualTo("empty");
        }
    }

    @Test
    void rejectsAsAWholeWhatHasTooManyLines() {
        Outcome.Rejected<?> why = Parsing.rejection(nginx, "\n".repeat(LogLine.MAX_LINES + 1));

        assertThat(why.reason()).isEqualTo("too-large");
    }

    @Test
    void skipsTheHeadThatSyslogAdds() {
        CallDraft draft = Parsing.one(nginx, "<190>Nov 21 10:00:00 edge-1 nginx:   " + LINE);

        assertThat(draft.status).isEqualTo(200);
    }

    @Test
    void refusesTextBehindTheObject() {
        assertThat(Parsing.rejection(nginx, LINE + " {}").reason()).isEqualTo("malformed-json");
        assertThat(Parsing.rejection(nginx, LINE + "garbage").reason()).isEqualTo("malformed-json");
        assertThat(Parsing.one(nginx, LINE + "  \r").status).isEqualTo(200);
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        byte[] record = with("api", "caf?").getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < record.length; i++) {
            record[i] = record[i] == '?' ? (byte) 0xe9 : record[i];
        }

        assertThat(Parsing.rejection(Parsing.all(nginx, record).get(0)).reason())
                .isEqualTo("invalid-utf8");
    }

    @Test
    void fallsBackToTheIsoTimeOnlyWhenThereIsNoMsec() {
        String iso = "\"time_iso8601\":\"2025-11-21T11:00:00+01:00\"";

        assertThat(Parsing.one(nginx, "{" + iso + ",\"status\":200}").completedAt)
                .isEqualTo(1_763_719_200_000L);
        assertThat(Parsing.one(nginx, "{" + iso + ",\"msec\":\"1763719200.5\",\"status\":200}").completedAt)
                .isEqualTo(1_763_719_200_500L);
        assertThat(Parsing.one(nginx, "{\"time_iso8601\":\"never\",\"msec\":\"1763719200.5\",\"status\":200}")
                        .completedAt)
                .isEqualTo(1_763_719_200_500L);
        assertThat(Parsing.rejection(nginx, "{\"time_iso8601\":\"21/Nov/2025\",\"status\":200}")
                        .field())
                .isEqualTo("time_iso8601");
        assertThat(Parsing.rejection(nginx, "{\"time_iso8601\":\"+999999999-01-01T00:00:00Z\",\"status\":200}")
                        .reason())
                .isEqualTo("bad-value");
    }

    @Test
    void takesTheLastOfTwoFieldsOfOneName() {
        assertThat(Parsing.one(nginx, "{\"msec\":1763719200,\"status\":500,\"status\":200}").status)
                .isEqualTo(200);
    }

    private static String with(String field, String value) {
        return "{\"msec\":\"1763719200.123\",\"status\":\"200\",\"" + field + "\":\"" + value + "\"}";
    }
}
