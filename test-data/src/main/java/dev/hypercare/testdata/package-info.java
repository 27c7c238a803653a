/** Recorded gateway logs with labelled faults, their replay, the scoring of alerts against the labels, and generated logs. */
@NullMarked
package dev.hypercare.testdata;

import org.jspecify.annotations.NullMarked;
