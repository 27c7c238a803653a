package dev.hypercare.rules;

import dev.hypercare.contract.Resolution;
import java.time.Duration;
import java.util.List;

/** Looks once a minute at what was learned of it, whether calls came or not. */
interface MinuteSensor extends Sensor {
    Span MINUTE = Span.now(Duration.ofMillis(Learned.STEP_MILLIS));

    /** What is learned minute by minute. */
    Lesson lesson();

    @Override
    default List<Span> spans() {
        return List.of(MINUTE);
    }

    @Override
    default List<Lesson> lessons() {
        return List.of(lesson());
    }

    /** Whether a minute has just ended. Trials on panes look at every tenth second only. */
    @Override
    default boolean looksUnmoved() {
        return true;
    }

    @Override
    default boolean looksAt(Scene scene, boolean moved) {
        long into = Math.floorMod(scene.at(), Learned.STEP_MILLIS);
        return into > 0 && into <= Resolution.PANE.millis();
    }

    @Override
    default Duration window() {
        return MINUTE.length();
    }
}
