package dev.hypercare.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.EmbeddedFlow;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternState;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Patterns on a real broker with several partitions, and an instance that is started again in between. */
class PatternsEndToEndTest {
    @TempDir
    Path directory;

    @Test
    void aRestartInBetweenCountsNothingTwiceAndNothingLess() {
        try (EmbeddedFlow flow = new EmbeddedFlow(directory)) {
            ClusterAccess cluster = new ClusterAccess(flow.cluster(), flow.wiring(), "none");
            try (TopicWriter<MessageCounts> messages = cluster.writer(Topics.MESSAGES)) {
                for (int source = 0; source < EmbeddedFlow.PARTITIONS; source++) {
                    messages.write("pay", calls(source, 3, "user 17 was refused by upstream"));
                }
                messages.write("pay", calls(0, 13, "user 18 was refused by upstream"));
                time(messages, 10);
                await(flow, PatternState.RARE);
                flow.restart();
                messages.write("pay", calls(1, 14, "user 19 was refused by upstream"));
                messages.write("pay", calls(1, 4000, "user 20 was refused by upstream"));
                messages.write("pay", calls(2, 7205, "certificate expired"));
                time(messages, 7210);
                await(flow, PatternState.NEW);
            }
            List<Pattern> told = flow.read(Topics.PATTERNS);
            assertThat(told)
                    .extracting(pattern -> pattern.getState() + " " + pattern.getTotal())
                    .containsExactlyInAnyOrder(
                            "RARE " + EmbeddedFlow.PARTITIONS, "RARE " + (EmbeddedFlow.PARTITIONS + 3), "NEW 1");
            assertThat(told.stream()
                            .filter(pattern -> pattern.getState() == PatternState.RARE)
                            .map(Pattern::getId)
                            .distinct())
                    .hasSize(1);
            assertThat(flow.read(Topics.DEAD_LETTERS)).isEmpty();
        }
    }

    private static MessageCounts calls(int source, long second, String text) {
        return DeskOfPatterns.messages(source, "pay", second, List.of(DeskOfPatterns.count(second, text, 1)));
    }

    /** As the combiner does: each partition of calls tells it to all partitions of messages. */
    private static void time(TopicWriter<MessageCounts> messages, long second) {
        for (int source = 0; source < EmbeddedFlow.PARTITIONS; source++) {
            messages.write(
                    "pay", // the tasks of other partitions have nothing to tell
                    MessageCounts.newBuilder()
                            .setSourcePartition(source)
                            .setWatermark(DeskOfPatterns.START.plusSeconds(second))
                            .build());
        }
    }

    private static void await(EmbeddedFlow flow, PatternState state) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(flow.read(Topics.PATTERNS)).anyMatch(each -> each.getState() == state));
    }
}
