package dev.hypercare.bench.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceivedCountTest {
    private static final int REQUESTS = 4;

    @TempDir
    Path directory;

    @Test
    void whatIsThereOnceIsRight() {
        ReceivedCount.Verdict verdict = all().compare(n -> true);

        assertThat(verdict).isEqualTo(new ReceivedCount.Verdict(7, REQUESTS, 0, 0, 0, java.util.List.of()));
        assertThat(verdict.holds(true)).isTrue();
    }

    @Test
    void oneRecordOfARequestThatIsMissingIsLost() {
        ReceivedCount count = new ReceivedCount(REQUESTS);
        add(count, 0, 0);
        add(count, 1, 0);

        ReceivedCount.Verdict verdict = count.compare(n -> n < 2);

        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.holds(false)).isFalse();
        assertThat(verdict.examples()).containsExactly("request 1, record 1: 0 times");
    }

    @Test
    void oneRecordTooManyIsWrongOnlyWhereEachIsPromisedOnce() {
        ReceivedCount count = all();
        add(count, 2, 2);

        ReceivedCount.Verdict verdict = count.compare(n -> true);

        assertThat(verdict.doubled()).isEqualTo(1);
        assertThat(verdict.holds(true)).isFalse();
        assertThat(verdict.holds(false)).isTrue();
    }

    @Test
    void answersAreKnownAgainAfterTheHarnessDiedWhileItWroteOne() throws Exception {
        Path file = directory.resolve("answered");
        Files.writeString(file, "3\n5\n1");

        try (AnsweredRequests answered = new AnsweredRequests(file)) {
            assertThat(answered.count()).isEqualTo(2);
            assertThat(answered.contains(1)).isFalse();
            answered.add(7);
        }
        assertThat(Files.readAllLines(file)).containsExactly("3", "5", "7");
    }

    private static ReceivedCount all() {
        ReceivedCount count = new ReceivedCount(REQUESTS);
        for (int request = 0; request < REQUESTS; request++) {
            for (int part = 0; part < new PostedRequest(request).records(); part++) {
                add(count, request, part);
            }
        }
        return count;
    }

    private static void add(ReceivedCount count, int request, int part) {
        count.add(("{\"request\":" + request + ",\"part\":" + part + "}").getBytes(StandardCharsets.UTF_8));
    }
}
