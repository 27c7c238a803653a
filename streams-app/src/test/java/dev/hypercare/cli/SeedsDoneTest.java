package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeedsDoneTest {
    @Test
    void whatIsLeftIsTakenToGoOnAsBefore() {
        SeedsDone done = new SeedsDone(4);
        assertThat(done.show(Duration.ofSeconds(1).toNanos(), 0))
                .isEqualTo("0 of 4 seeds, 0 % of all; 0 calls so far, 0 a second");
        done.at(101, 0.2);
        done.at(101, 1);
        done.at(102, 0.5);
        done.at(103, 0.5);
        assertThat(done.show(Duration.ofMinutes(10).toNanos(), 1_200_000))
                .isEqualTo("1 of 4 seeds, 50 % of all, about 10 min left; 1,200,000 calls so far, 2,000 a second");
    }

    @Test
    void whatWasRunBeforeTellsNothingOfHowLongTheRestTakes() {
        SeedsDone done = new SeedsDone(4);
        done.at(101, 1);
        done.at(102, 1);
        assertThat(done.show(Duration.ofSeconds(1).toNanos(), 0)).startsWith("2 of 4 seeds, 50 % of all; ");
        done.at(103, 0.5);
        assertThat(done.show(Duration.ofMinutes(1).toNanos(), 0)).contains(", about 3 min left; ");
    }
}
