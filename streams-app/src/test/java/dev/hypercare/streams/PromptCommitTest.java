package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromptCommitTest {
    private static final long NOW = 1_800_000_000_000L;

    @Test
    void isForWhatHappensNowAndNotForABacklog() {
        assertThat(PromptCommit.isLive(NOW - 2_000, NOW)).isTrue();
        assertThat(PromptCommit.isLive(NOW + 500, NOW))
                .as("of a clock that runs ahead")
                .isTrue();
        assertThat(PromptCommit.isLive(NOW - PromptCommit.LIVE_MILLIS, NOW)).isFalse();
        assertThat(PromptCommit.isLive(Long.MIN_VALUE, NOW)).isFalse();
    }

    @Test
    void twoAreAskedForAtOnceAndThenOneInEachTime() {
        PromptCommit.Allowance allowance = new PromptCommit.Allowance();
        assertThat(allowance.take(NOW)).isTrue();
        assertThat(allowance.take(NOW)).isTrue();
        assertThat(allowance.take(NOW)).isFalse();
        assertThat(allowance.take(NOW + PromptCommit.EVERY_MILLIS)).isTrue();
        assertThat(allowance.take(NOW + PromptCommit.EVERY_MILLIS + 1)).isFalse();
        assertThat(allowance.take(NOW + 10 * PromptCommit.EVERY_MILLIS)).isTrue();
        assertThat(allowance.take(NOW + 10 * PromptCommit.EVERY_MILLIS)).isTrue();
        assertThat(allowance.take(NOW - 3_600_000))
                .as("of a clock that was put back")
                .isTrue();
    }
}
