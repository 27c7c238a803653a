package dev.hypercare.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Machine MACHINE =
            new Machine(2, "a processor", 24_000, "Linux 6", "17", "4.3.1", "2026-11-22");

    @Test
    void ratiosAreThoseOfTheMedians() {
        RaceResults comparison = new RaceResults();
        comparison.add(run("limit", 200, 1, 0.5));
        comparison.add(run("limit", 200, 2, 0.7));
        comparison.add(run("limit", 200, 3, 9));
        comparison.add(run("ours-eos", 200, 1, 1.4));
        comparison.add(run("flink-tuned", 200, 1, 2.8));
        comparison.add(run("flink-tuned-slim", 200, 1, 0.7));
        comparison.add(run("limit", 20_000, 1, 1));
        comparison.add(run("ours-eos", 20_000, 1, 1.5));
        assertThat(comparison.ratios())
                .containsEntry("cpuPerCall.vsLimit", 2.0)
                .containsEntry("cpuPerCall.flinkTuned", 2.0)
                .containsEntry("cpuPerCall.flinkTunedSlim", 0.5)
                .containsEntry("cpuPerCall.vsLimit.20k", 1.5)
                .hasSize(4);
    }

    @Test
    void theTableNamesWhatIsWrongInOneRoundOfSeveral() {
        RaceResults comparison = new RaceResults();
        comparison.add(run("limit", 200, 1, 0.5));
        comparison.add(new RunResult("limit", 200, 2, null, 100, 5, Verdict.wrong("3 of 4 windows missing")));
        assertThat(comparison.right()).isFalse();
        assertThat(ComparisonTable.lines(comparison))
                .anySatisfy(
                        line -> assertThat(line).contains("WRONG in round 2: 3 of 4 windows missing", "0.50", "0.70"));
    }

    @Test
    void theJsonHasMachineRatiosAndRuns() {
        RaceResults comparison = new RaceResults();
        comparison.add(run("limit", 200, 1, 0.5));
        comparison.add(run("ours-eos", 200, 1, 0.6));
        JsonNode json = new ObjectMapper().valueToTree(ComparisonJson.of(comparison, MACHINE));
        assertThat(json.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(json.get("ratios").get("cpuPerCall.vsLimit").asDouble()).isEqualTo(1.2);
        assertThat(json.at("/runs/1/variant").asText()).isEqualTo("ours-eos");
        assertThat(json.at("/runs/1/cpuMicrosPerCall").asDouble()).isEqualTo(0.6);
        assertThat(json.at("/runs/1/right").asBoolean()).isTrue();
    }

    @Test
    void figuresAreOfTheSteadyPartOnly() {
        // Slow until half, then 10 us of CPU and 5 us of time a call; half of the samples saw no new offsets.
        List<Sample> samples = List.of(
                new Sample(0, 0, 0, 0, 0),
                new Sample(50_000_000, 0.5, 90_000_000, 0, 90_000_000),
                new Sample(53_000_000, 0.5, 99_000_000, 0, 99_000_000),
                new Sample(52_500_000, 1.0, 95_000_000, 500_000, 95_500_000),
                new Sample(60_000_000, 1.0, 120_000_000, 900_000, 130_000_000));
        SteadyPart steady = SteadyPart.of(samples, 1000);
        assertThat(steady.cpuMicros()).isCloseTo(10, within(0.01));
        assertThat(steady.callsPerSecond()).isCloseTo(200_000, within(100.0));
        assertThat(steady.brokerMicros()).isCloseTo(1, within(0.01));
        assertThat(steady.otherCores()).isCloseTo(0, within(0.01));
    }

    @Test
    void whereTheLastOffsetsAreNotCommittedThePartEndsWithThoseThatAre() {
        List<Sample> samples = List.of(
                new Sample(0, 0, 0, 0, 0),
                new Sample(50_000_000, 0.5, 50_000_000, 0, 0),
                new Sample(90_000_000, 0.9, 90_000_000, 0, 0));
        assertThat(SteadyPart.of(samples, 1000).cpuMicros()).isCloseTo(100, within(0.01));
    }

    @Test
    void aPartThatIsAskedForEndsWhereItIsAskedTo() {
        List<Sample> samples = List.of(
                new Sample(0, 0, 0, 0, 0),
                new Sample(50_000_000, 0.5, 50_000_000, 0, 60_000_000),
                new Sample(90_000_000, 0.9, 70_000_000, 0, 100_000_000));
        SteadyPart part = SteadyPart.of(samples, 1000, 0.1, 0.7);
        assertThat(part.cpuMicros()).isCloseTo(50 / 0.6, within(0.01));
        assertThat(part.callsPerSecond()).isCloseTo(10_000, within(0.01));
        assertThat(part.otherCores()).isCloseTo(18 / 60.0, within(0.01));
        assertThatIllegalStateException()
                .isThrownBy(() -> SteadyPart.of(samples, 1000, 0.1, 0.97))
                .withMessageContaining("97 %");
    }

    @Test
    void aSectionOfThePageIsReplacedAndTheRestStays() {
        String once = BenchmarksPage.replaced("# Benchmarks\n\nWords.\n", "compare", List.of("old"));
        String twice = BenchmarksPage.replaced(once + "\nMore.\n", "compare", List.of("new"));
        assertThat(twice).contains("Words.", "new", "More.").doesNotContain("old");
    }

    private static RunResult run(String variant, int series, int round, double cpu) {
        return new RunResult(variant, series, round, new SteadyPart(cpu, 1_000_000, 0.1, 0.05), 500, 20, Verdict.EXACT);
    }
}
