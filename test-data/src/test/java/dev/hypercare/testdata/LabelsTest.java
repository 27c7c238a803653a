package dev.hypercare.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {
    private static final String TEXT = """
            {"format": "hypercare-labels/1", "from": "2026-11-22T10:00:00.000Z", "to": "2026-11-22T10:10:00.000Z", "faults": [
              {"id": "a", "kind": "backend-killed", "api": "payments", "route": null, "consumer": null,
               "from": "2026-11-22T10:01:00.000Z", "to": "2026-11-22T10:02:00.000Z", "what": "killed", "expect": "server-errors"},
              {"id": "b", "kind": "route-errors", "api": "orders", "route": "/v1/orders/{id}", "consumer": "shop",
               "from": "2026-11-22T10:05:00.500Z", "to": null, "what": "500", "expect": "server-errors"}]}
            """;
    private static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

    @TempDir
    Path dir;

    @Test
    void readsFaultsWithAndWithoutRouteConsumerAndEnd() throws IOException {
        Labels labels = Labels.file(Files.writeString(dir.resolve("labels.json"), TEXT));

        assertThat(labels.from()).isEqualTo(TEN);
        assertThat(labels.to()).isEqualTo(TEN + 600_000);
        assertThat(labels.faults())
                .containsExactly(
                        new Labels.Fault(
                                "a",
                                "backend-killed",
                                "payments",
                                null,
                                null,
                                TEN + 60_000,
                                TEN + 120_000,
                                "killed",
                                "server-errors"),
                        new Labels.Fault(
                                "b",
                                "route-errors",
                                "orders",
                                "/v1/orders/{id}",
                                "shop",
                                TEN + 300_500,
                                Long.MAX_VALUE,
                                "500",
                                "server-errors"));
        assertThat(labels.faults().get(1).ended()).isFalse();
    }

    @Test
    void aReplayMovesThemToItsEventTime() {
        ReplayClock clock = new ReplayClock(TEN, TEN + 600_000, TEN + 10_000_000, 10);
        Labels replayed = Labels.parse("labels.json", TEXT).replayed(clock);

        assertThat(replayed.to()).isEqualTo(clock.endWall());
        assertThat(replayed.faults().get(0).from()).isEqualTo(clock.endWall() - 540_000);
        assertThat(replayed.faults().get(0).to()).isEqualTo(clock.endWall() - 480_000);
        assertThat(replayed.faults().get(1).ended()).isFalse();
    }

    @Test
    void aReplayOfAPartHasOnlyTheFaultsThatBeginInIt() {
        Labels labels = Labels.parse("labels.json", TEXT);

        Labels early = labels.replayed(new ReplayClock(TEN, TEN + 90_000, TEN + 10_000_000, 1));
        assertThat(early.faults()).extracting(Labels.Fault::id).containsExactly("a");
        assertThat(early.faults().get(0).ended())
                .as("it goes on beyond the part")
                .isFalse();

        Labels late = labels.replayed(new ReplayClock(TEN + 61_000, TEN + 600_000, TEN + 10_000_000, 1));
        assertThat(late.faults()).extracting(Labels.Fault::id).containsExactly("b");
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() {
        assertThatThrownBy(() -> Labels.file(dir.resolve("none.json")))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("none.json: no such file");
        refused("not json", "l.json:1: not JSON");
        refused("{\"format\": \"x\"}", "l.json: format: x (expected: hypercare-labels/1)");
        refused(TEXT.replace("\"api\": \"orders\", ", ""), "l.json: faults[1]: api: missing (expected: a text)");
        refused(
                TEXT.replace("2026-11-22T10:01:00.000Z", "noon"),
                "l.json: faults[0]: from: noon (expected: an instant such as 2026-11-22T10:00:00.000Z)");
        refused(
                TEXT.replace("T10:02:00", "T10:00:30"),
                "faults[0]: to: 2026-11-22T10:00:30.000Z (expected: not before from)");
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> Labels.parse("l.json", text))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining(message);
    }
}
