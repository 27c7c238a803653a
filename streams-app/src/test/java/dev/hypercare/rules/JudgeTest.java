package dev.hypercare.rules;

import static dev.hypercare.rules.Judge.Sight.BETWEEN;
import static dev.hypercare.rules.Judge.Sight.BLIND;
import static dev.hypercare.rules.Judge.Sight.CLEAR;
import static dev.hypercare.rules.Judge.Sight.HOLDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.rules.Judge.Judgement;
import dev.hypercare.rules.Judge.Sight;
import dev.hypercare.rules.JudgeState.Phase;
import dev.hypercare.schemas.events.VerdictState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Rule RULE = RuleTexts.rule("window: 4s\nwhen: failed > 1\nhold: 3s\nkeep: 2s\n");

    @Test
    void firesOnlyAfterTheConditionHeldForTheWholeDuration() {
        assertThat(verdicts(RULE, HOLDS, HOLDS, HOLDS, HOLDS)).containsExactly("1 PENDING", "4 BREACHED");
        assertThat(verdicts(RULE, HOLDS, HOLDS, HOLDS, BETWEEN)).containsExactly("1 PENDING", "4 OK");
    }

    @Test
    void endsOnlyAfterTheClearConditionHeldForTheWholeDuration() {
        assertThat(verdicts(RULE, HOLDS, HOLDS, HOLDS, HOLDS, CLEAR, CLEAR, BETWEEN, CLEAR, CLEAR, CLEAR))
                .containsExactly("1 PENDING", "4 BREACHED", "10 OK");
    }

    @Test
    void blindnessBeforeAnythingHappenedIsNotWorthAWord() {
        assertThat(verdicts(RULE, BLIND, BLIND, BLIND, CLEAR, BLIND)).isEmpty();
    }

    @Test
    void losingSightIsNotRecovery() {
        assertThat(verdicts(RULE, HOLDS, HOLDS, HOLDS, HOLDS, BLIND, BLIND, BLIND, BLIND, BLIND, BLIND, BLIND))
                .containsExactly("1 PENDING", "4 BREACHED", "9 UNKNOWN");
    }

    @Test
    void aBreachThatWasLostFromSightGoesOnOrIsOverWhenThereIsSomethingToSeeAgain() {
        Sight[] lost = {HOLDS, HOLDS, HOLDS, HOLDS, BLIND, BLIND, BLIND, BLIND, BLIND, BLIND};
        assertThat(verdicts(RULE, then(lost, BETWEEN, CLEAR, CLEAR, CLEAR)))
                .containsExactly("1 PENDING", "4 BREACHED", "9 UNKNOWN", "11 BREACHED", "14 OK");
        assertThat(verdicts(RULE, then(lost, CLEAR, CLEAR, CLEAR)))
                .containsExactly("1 PENDING", "4 BREACHED", "9 UNKNOWN", "13 OK");
        assertThat(verdicts(RULE, then(lost, CLEAR, BLIND, BLIND, BLIND, BLIND, BLIND, CLEAR, CLEAR)))
                .containsExactly("1 PENDING", "4 BREACHED", "9 UNKNOWN", "18 OK");
    }

    @Test
    void theClocksStandStillWhileBlind() {
        assertThat(verdicts(RULE, HOLDS, BLIND, BLIND, HOLDS, HOLDS, HOLDS)).containsExactly("1 PENDING", "6 BREACHED");
        assertThat(verdicts(RULE, HOLDS, HOLDS, HOLDS, HOLDS, CLEAR, BLIND, BLIND, CLEAR, CLEAR))
                .containsExactly("1 PENDING", "4 BREACHED", "9 OK");
    }

    @Test
    void aPendingVerdictIsWithdrawnAfterAWindowWithoutSight() {
        assertThat(verdicts(RULE, HOLDS, BLIND, BLIND, BLIND, BLIND, BLIND, BLIND))
                .containsExactly("1 PENDING", "6 UNKNOWN");
    }

    @Test
    void reasonsSayWhatDecidedAndHowLongItTook() {
        JudgeState pending = new JudgeState(Phase.PENDING, 1000, 1000, JudgeState.NEVER);
        assertThat(Judge.next(RULE, pending, CLEAR, 3000).reason())
                .isEqualTo("the condition stopped to hold after 2s, before 3s");
        JudgeState clearing = new JudgeState(Phase.BREACHED, 1000, 8000, JudgeState.NEVER);
        Judgement end = Judge.next(RULE, clearing, CLEAR, 10_000);
        assertThat(end.reason()).isEqualTo("the clear condition has held for 2s");
        assertThat(end.condition()).isEqualTo("!(failed > 1)");
    }

    @Property
    void neverSaysSomethingNewWithoutEvidence(
            @ForAll @Size(max = 60) List<Sight> sights, @ForAll @IntRange(max = 5) int hold) {
        Rule rule = RuleTexts.rule("window: 4s\nwhen: failed > 1\nhold: " + hold + "s\nkeep: 2s\n");
        JudgeState state = JudgeState.OK;
        long at = 0;
        VerdictState last = VerdictState.OK;
        for (Sight sight : sights) {
            at += 1000;
            Judgement judgement = Judge.next(rule, state, sight, at);
            VerdictState verdict = judgement.verdict();
            if (verdict == VerdictState.PENDING || verdict == VerdictState.BREACHED) {
                assertThat(sight == HOLDS || last == VerdictState.UNKNOWN && sight == BETWEEN)
                        .isTrue();
            }
            if (verdict == VerdictState.OK) {
                assertThat(sight).isNotIn(HOLDS, BLIND);
                assertThat(last == VerdictState.PENDING || sight == CLEAR).isTrue();
            }
            if (verdict == VerdictState.UNKNOWN) {
                assertThat(sight).isEqualTo(BLIND);
                assertThat(last).isIn(VerdictState.PENDING, VerdictState.BREACHED);
            }
            if (verdict != null) {
                assertThat(verdict).isNotEqualTo(last);
                assertThat(judgement.reason()).isNotBlank();
                last = verdict;
            }
            state = judgement.state();
            assertThat(roundTrip(state)).isEqualTo(state);
        }
    }

    private static JudgeState roundTrip(JudgeState state) {
        BinaryWriter writer = new BinaryWriter();
        state.write(writer);
        return JudgeState.read(ByteBuffer.wrap(writer.toBytes()));
    }

    private static Sight[] then(Sight[] first, Sight... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(Sight[]::new);
    }

    private static List<String> verdicts(Rule rule, Sight... sights) {
        List<String> verdicts = new ArrayList<>();
        JudgeState state = JudgeState.OK;
        for (int second = 1; second <= sights.length; second++) {
            Judgement judgement = Judge.next(rule, state, sights[second - 1], second * 1000L);
            state = judgement.state();
            if (judgement.verdict() != null) {
                verdicts.add(second + " " + judgement.verdict());
            }
        }
        return verdicts;
    }
}
