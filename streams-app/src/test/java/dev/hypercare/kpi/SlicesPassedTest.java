package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlicesPassedTest {
    private final SlicesPassed passed = new SlicesPassed();

    @Test
    void tellsOnceWhenTheLastHasPassedASecond() {
        assertThat(passed.all("a", 1_000)).isTrue();
        assertThat(passed.all("b", 1_000)).isFalse();
        assertThat(passed.all("a", 2_000)).isFalse();
        assertThat(passed.all("a", 3_000)).isFalse();
        assertThat(passed.all("b", 2_000)).isTrue();
        assertThat(passed.all("b", 3_000)).isTrue();
        assertThat(passed.all("b", 4_000)).isFalse();
    }

    @Test
    void whoHasLeftHoldsNobodyUp() {
        passed.all("a", 1_000);
        passed.all("b", 1_000);
        passed.left("b");
        assertThat(passed.all("a", 2_000)).isTrue();
    }

    @Test
    void aNewOneThatIsBehindIsWaitedFor() {
        passed.all("a", 5_000);
        assertThat(passed.all("new", 1_000)).isFalse();
        assertThat(passed.all("a", 6_000)).isFalse();
        assertThat(passed.all("new", 6_000)).isTrue();
    }
}
