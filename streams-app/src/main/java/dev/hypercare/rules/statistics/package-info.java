/**
 * The statistics that rules are built on: plain functions and small states, without Kafka and without a clock. The same calls in the
 * same order give the same answers, also after the state was written and read in between.
 *
 * <ul>
 *   <li>{@link dev.hypercare.rules.statistics.Surprise} and {@link dev.hypercare.rules.statistics.RatioBound}: what counts prove
 *   <li>{@link dev.hypercare.rules.statistics.SeasonalBaseline}, {@link dev.hypercare.rules.statistics.SeasonalShare}: what is ordinary
 *   <li>{@link dev.hypercare.rules.statistics.AnomalyDetector}: where a series stops to be as usual; {@link
 *       dev.hypercare.rules.statistics.OnsetDetector}: the same for residuals of a baseline that is there
 *   <li>{@link dev.hypercare.rules.statistics.DriftDetector}: what changes slowly
 *   <li>{@link dev.hypercare.rules.statistics.BeforeAfter}: what a change changed
 *   <li>{@link dev.hypercare.rules.statistics.BurnRate}: how fast an error budget is spent
 * </ul>
 */
@NullMarked
package dev.hypercare.rules.statistics;

import org.jspecify.annotations.NullMarked;
