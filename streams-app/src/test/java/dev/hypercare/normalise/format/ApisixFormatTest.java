package dev.hypercare.normalise.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApisixFormatTest {
    private static final String ENTRY =
            "{\"start_time\":1763719200000,\"latency\":411.2996,\"response\":{\"status\":200,\"size\":475},\"request\":{\"uri\":\"/é\"}}";

    private final ApisixFormat apisix = new ApisixFormat();

    @Test
    void completesAtTheStartPlusTheLatency() {
        CallDraft draft = Parsing.one(apisix, ENTRY);

        assertThat(draft.startedAt).isEqualTo(1_763_719_200_000L);
        assertThat(draft.completedAt).isEqualTo(1_763_719_200_411L);
        assertThat(draft.durationMicros).isEqualTo(411_300);
    }

    @Test
    void tellsABatchOfOneFromASingleEntry() {
        assertThat(Parsing.all(apisix, ENTRY).get(0).index()).isNull();
        assertThat(Parsing.all(apisix, "[" + ENTRY + "]").get(0).index()).isZero();
    }

    @Test
    void rejectsABadEntryAloneAndKnowsItsBytes() {
        String bad = "{\"start_time\":1763719200000,\"response\":{\"status\":\"ü700\"}}";
        String record = "[ " + ENTRY + " , " + bad + ",7 ,null,[[1],{}], " + ENTRY + "]";
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);

        List<Parsed> parsed = Parsing.all(apisix, bytes);

        assertThat(parsed).extracting(Parsed::index).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(parsed.get(0).outcome()).isInstanceOf(Outcome.Ok.class);
        assertThat(parsed.get(5).outcome()).isInstanceOf(Outcome.Ok.class);
        assertThat(Parsing.rejection(parsed.get(1)).detail())
                .isEqualTo("response.status: ü700 (expected: an HTTP status from 100 to 599, or 0 for no response)");
        assertThat(slice(bytes, parsed.get(0))).isEqualTo(ENTRY);
        assertThat(slice(bytes, parsed.get(1))).isEqualTo(bad);
        assertThat(slice(bytes, parsed.get(3))).isEqualTo("null");
        assertThat(slice(bytes, parsed.get(4))).isEqualTo("[[1],{}]");
        assertThat(slice(bytes, parsed.get(5))).isEqualTo(ENTRY);
    }

    @Test
    void rejectsABatchThatBreaksOffAsAWhole() {
        String record = "[" + ENTRY + "," + ENTRY.substring(0, 40);

        Parsed parsed = Parsing.all(apisix, record).get(0);

        assertThat(Parsing.all(apisix, record)).hasSize(1);
        assertThat(parsed.index()).isNull();
        assertThat(Parsing.rejection(parsed).reason()).isEqualTo("malformed-json");
    }

    @Test
    void readsEntriesOneAfterTheOther() {
        List<Parsed> parsed = Parsing.all(apisix, ENTRY + "\n" + ENTRY + "\n");

        assertThat(parsed).extracting(Parsed::index).containsExactly(0, 1);
        assertThat(parsed).allSatisfy(entry -> assertThat(entry.outcome()).isInstanceOf(Outcome.Ok.class));
    }

    @Test
    void countsARecordOfNothingOnce() {
        for (String nothing : List.of("", " \n", "[]", "[ ]")) {
            assertThat(Parsing.rejection(apisix, nothing).reason()).isEqualTo("empty");
        }
    }

    @Test
    void readsABatchOfThousandsAndRefusesABomb() {
        String thousands = "[" + (ENTRY + ",").repeat(2_999) + ENTRY + "]";
        assertThat(Parsing.all(apisix, thousands)).hasSize(3_000);

        String bomb = "[" + "1,".repeat(JsonEntries.MAX_BATCH) + "1]";
        assertThat(Parsing.rejection(apisix, bomb).reason()).isEqualTo("too-large");
    }

    @Test
    void takesUsageOfNothingAsMissing() {
        assertThat(usage("\"prompt_tokens\":0,\"completion_tokens\":\"0\",\"reasoning_tokens\":0").tokensIn)
                .isEqualTo(CallDraft.NONE);
        assertThat(usage("\"prompt_tokens\":null").tokensIn).isEqualTo(CallDraft.NONE);
        assertThat(usage("\"prompt_tokens\":\"12\",\"completion_tokens\":0").tokensOut)
                .isZero();
    }

    @Test
    void takesAModelThatWasAskedForWhenNoneAnswered() {
        assertThat(usage("\"request_model\":\"gpt-4o\",\"model\":\"\"").model).isEqualTo("gpt-4o");
        assertThat(usage("\"request_model\":\"gpt-4o\",\"model\":\"gpt-4o-2024-11-20\"").model)
                .isEqualTo("gpt-4o-2024-11-20");
    }

    @Test
    void readsHeadersInAnyCaseAndAsArrays() {
        CallDraft draft = Parsing.one(
                apisix,
                "{\"start_time\":1763719200000,\"response\":{\"status\":200},\"request\":{\"headers\":"
                        + "{\"Host\":[\"a.example\",\"b.example\"],\"X-Request-Id\":\"r1\",\"other\":{\"x\":[1]}}}}");

        assertThat(draft.host).isEqualTo("a.example");
        assertThat(draft.requestId).isEqualTo("r1");
        assertThat(draft.durationMicros).isEqualTo(CallDraft.NONE);
        assertThat(draft.completedAt).isEqualTo(draft.startedAt);
    }

    private CallDraft usage(String summary) {
        CallDraft draft = Parsing.one(
                apisix,
                "{\"start_time\":1763719200000,\"response\":{\"status\":200},\"llm_summary\":{" + summary + "}}");
        draft.forgetUsageThatIsMissing();
        return draft;
    }

    private static String slice(byte[] bytes, Parsed parsed) {
        return new String(bytes, parsed.from(), parsed.to() - parsed.from(), StandardCharsets.UTF_8);
    }
}
