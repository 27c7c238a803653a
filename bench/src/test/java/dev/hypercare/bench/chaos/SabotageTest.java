package dev.hypercare.bench.chaos;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SabotageTest {
    @Test
    void aHookOfAnotherFormIsRefusedSoThatNobodyTakesAnUnbrokenOneForBroken() {
        assertThatThrownBy(() -> Sabotage.breakIt("class CommitHook {}")).hasMessageContaining("change Sabotage");
    }
}
