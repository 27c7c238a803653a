/**
 * Stage rules: reads closed slices from the merge's own task, and {@code rules} on every instance; writes {@code verdicts} when a rule changes
 * its mind about a series. Keeps the sliding windows and the present verdicts. Drops nothing; too few calls is a state of its own.
 */
@NullMarked
package dev.hypercare.rules;

import org.jspecify.annotations.NullMarked;
