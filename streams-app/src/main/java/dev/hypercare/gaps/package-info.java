/**
 * The stage gaps: where alerts and what people meet do not agree. A pattern rises and no alert fires; an alert fires and nobody takes
 * note of it. Everything is decided by one task, in the order of event time.
 */
@NullMarked
package dev.hypercare.gaps;

import org.jspecify.annotations.NullMarked;
