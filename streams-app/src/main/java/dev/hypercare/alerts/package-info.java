/**
 * Stage alerts: reads {@code verdicts} and {@code catalog}, writes {@code alerts}, one record a transition. Keeps the alerts that have
 * not ended. Verdicts it cannot use go to {@code dead-letters}.
 */
@NullMarked
package dev.hypercare.alerts;

import org.jspecify.annotations.NullMarked;
