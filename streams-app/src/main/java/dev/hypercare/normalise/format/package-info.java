/** One class a log format, and what they share to read JSON strictly. */
@NullMarked
package dev.hypercare.normalise.format;

import org.jspecify.annotations.NullMarked;
