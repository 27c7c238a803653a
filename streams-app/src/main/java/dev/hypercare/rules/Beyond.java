package dev.hypercare.rules;

import java.time.Duration;

/**
 * What a condition has to exceed besides, because it is ordinary for the series; where too little is known of that, nothing.
 *
 * @param measure of which figure
 * @param times how many times the ordinary it has to be at least
 */
record Beyond(Measure measure, double times) {
    Lesson lesson() {
        return UsualFigure.lesson(measure);
    }

    /** Whether the window shows more than is ordinary. */
    boolean holds(Scene scene, Duration window) {
        double ordinary = ((UsualFigure) scene.learned(lesson())).ordinary(scene.at());
        return Double.isNaN(ordinary)
                || measure.of(scene.window(Span.now(window)), window.toMillis()) >= times * ordinary;
    }

    @Override
    public String toString() {
        return measure.name() + " " + times;
    }
}
