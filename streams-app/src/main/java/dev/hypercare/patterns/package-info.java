/**
 * Reads {@code messages}; what people call the same error becomes a pattern with a history and a state, and rules on patterns become
 * verdicts. How texts become templates is in {@code mining}, what tickets add in {@code tickets}.
 */
@NullMarked
package dev.hypercare.patterns;

import org.jspecify.annotations.NullMarked;
