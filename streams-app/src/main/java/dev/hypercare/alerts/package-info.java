/**
 * Stage alerts: reads {@code verdicts}, {@code marks} and {@code catalog}, writes {@code alerts}, one record a transition, and
 * {@code decisions}, one for each transition and for each that nobody is told of. Keeps the alerts that have not ended, and what is needed
 * to go on with them. Records it cannot use go to {@code dead-letters}.
 */
@NullMarked
package dev.hypercare.alerts;

import org.jspecify.annotations.NullMarked;
