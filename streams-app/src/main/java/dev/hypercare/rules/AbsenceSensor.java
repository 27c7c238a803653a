package dev.hypercare.rules;

import dev.hypercare.rules.Judge.Sight;
import dev.hypercare.rules.JudgeState.Phase;
import dev.hypercare.rules.statistics.Surprise;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Kind {@code absence}: no call for so long that, at the pace that is ordinary for the series, it can hardly be chance. Where a gateway
 * has fallen silent as well, it is that rule's word and not this one's. It asks event time, which stands still while what gateways sent
 * is not read: our own lag is no silence.
 *
 * @param chance how improbable the silence has to be, above 0 and below 1
 * @param least how long it has to be at least
 * @param ownGateway whether the series is that of a gateway or a partition, and silent gateways do not matter
 */
record AbsenceSensor(double chance, Duration least, boolean ownGateway) implements Sensor {
    private static final Span MINUTE = Span.now(Duration.ofMinutes(1));

    @Override
    public List<String> definition() {
        return List.of("absence 2", Double.toString(chance), least.toString());
    }

    @Override
    public List<Span> spans() {
        return List.of(MINUTE);
    }

    @Override
    public List<Lesson> lessons() {
        return List.of(NormKind.FEWER_CALLS.lesson());
    }

    @Override
    public boolean seesSilence() {
        return true;
    }

    @Override
    public Duration window() {
        return MINUTE.length();
    }

    @Override
    public Sight look(Scene scene, Phase phase) {
        long silent = scene.at() - scene.lastHeard();
        if (silent == 0) {
            return Sight.CLEAR;
        }
        if (phase.isOpen()) {
            return Sight.HOLDS; // it ends with the next call, not because it has become ordinary
        }
        if (silent < least.toMillis() || silent > Learned.LONGEST_SILENCE || surprise(scene) < -Math.log(chance)) {
            return Sight.BETWEEN;
        }
        return ownGateway || scene.silentGateways(scene.lastHeard()).isEmpty() ? Sight.HOLDS : Sight.BLIND;
    }

    /** How surprising it is that no call came, nats. */
    private double surprise(Scene scene) {
        CallPace pace = pace(scene);
        return pace.isKnown() || ownGateway && pace.isKnownSoon()
                ? pace.surprise(0, scene.at() - scene.lastHeard(), scene.lastHeard())
                : 0;
    }

    private static CallPace pace(Scene scene) {
        return (CallPace) NormKind.FEWER_CALLS.of(scene);
    }

    @Override
    public String condition() {
        return "no call for so long that it is chance less than once in " + Math.round(1 / chance);
    }

    @Override
    public String clearCondition() {
        return "calls come again";
    }

    @Override
    public String blindness() {
        return "a gateway is silent, too";
    }

    @Override
    public Map<String, Unit> told() {
        return Map.of("silent_seconds", Unit.COUNT, "ordinary", Unit.COUNT);
    }

    /** For how long there were no calls, how many come in a minute ordinarily, and how improbable that is. */
    @Override
    public Map<String, Double> evidence(Scene scene) {
        Map<String, Double> evidence = new LinkedHashMap<>();
        evidence.put("silent_seconds", (scene.at() - scene.lastHeard()) / 1000.0);
        evidence.put("ordinary", pace(scene).perMinute(scene.lastHeard()));
        evidence.put("chance", Surprise.chance(surprise(scene)));
        return evidence;
    }
}
