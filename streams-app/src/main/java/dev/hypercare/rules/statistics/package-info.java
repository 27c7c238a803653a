/**
 * The statistics that rules are built on: plain functions and small states, without Kafka and without a clock. The same calls in the
 * same order give the same answers, also after the state was written and read in between. {@link
 * dev.hypercare.rules.statistics.Surprise} and {@link dev.hypercare.rules.statistics.RatioBound} say what counts prove; {@link
 * dev.hypercare.rules.statistics.SeasonalBaseline} and {@link dev.hypercare.rules.statistics.SeasonalShare} what is ordinary; {@link
 * dev.hypercare.rules.statistics.AnomalyDetector} finds jumps, {@link dev.hypercare.rules.statistics.DriftDetector} what changes slowly,
 * {@link dev.hypercare.rules.statistics.BeforeAfter} what a change changed; {@link dev.hypercare.rules.statistics.BurnRate} how fast an
 * error budget is spent.
 */
@NullMarked
package dev.hypercare.rules.statistics;

import org.jspecify.annotations.NullMarked;
