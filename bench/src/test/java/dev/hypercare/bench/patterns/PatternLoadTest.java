package dev.hypercare.bench.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.bench.patterns.PatternLoad.Result;
import dev.hypercare.bench.patterns.PatternLoad.Weather;
import dev.hypercare.patterns.mining.MiningLimits;
import org.junit.jupiter.api.Test;

class PatternLoadTest {
    private static final int APIS = 2;
    private static final int SECONDS = 60;
    private static final int RATE = 400;
    /** Of each flush of a second's fifth in each of two partitions. */
    private static final long FAILED = 18L * 5 * SECONDS * 2 * APIS;

    private final PatternLoad load = new PatternLoad(2, APIS, RATE);

    @Test
    void whereEveryMessageIsUnlikeAllOthersEachIsAnEntryAndThePatternsStayWithinTheirLimits() {
        Result unlike = load.run(Weather.UNLIKE, SECONDS);
        assertThat(unlike.calls()).isEqualTo((long) RATE * SECONDS);
        assertThat(unlike.entries()).isBetween(FAILED, FAILED + FAILED / 20);
        assertThat(unlike.patterns())
                .as("those of each API and one for all others")
                .isBetween(1, APIS * (MiningLimits.USUAL.maxTemplates() + 1));
    }

    @Test
    void aStormOfOneMessageIsOneEntryAFlush() {
        Result storm = load.run(Weather.STORM, SECONDS);
        assertThat(storm.entries()).isBetween(5L * SECONDS * 2 * APIS, 7L * SECONDS * 2 * APIS);
        assertThat(storm.patterns()).isBetween(1, 100);
    }
}
