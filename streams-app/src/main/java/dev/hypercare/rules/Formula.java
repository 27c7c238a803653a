package dev.hypercare.rules;

import dev.hypercare.rules.Condition.Truth;

/**
 * A condition as its operators: says what CEL says of them for numbers and truth values, without the general machinery, which takes many
 * times as long. A test compares the two.
 */
@FunctionalInterface
interface Formula {
    /** A part of it that is a number. */
    @FunctionalInterface
    interface Amount {
        double of(SceneFigures figures);
    }

    Truth of(SceneFigures figures);
}
