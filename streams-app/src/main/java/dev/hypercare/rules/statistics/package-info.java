/**
 * The statistics that rules are built on: plain functions and small states, without Kafka and without a clock. The same calls in the
 * same order give the same answers, also after the state was written and read in between.
 */
@NullMarked
package dev.hypercare.rules.statistics;

import org.jspecify.annotations.NullMarked;
