/** Normalise: reads raw gateway logs, writes calls in our own words; what it cannot use goes to dead-letters. Keeps the routes seen. */
@NullMarked
package dev.hypercare.normalise;

import org.jspecify.annotations.NullMarked;
