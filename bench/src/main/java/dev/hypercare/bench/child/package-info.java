/** Processes that a benchmark starts, measures, kills and ends. */
@NullMarked
package dev.hypercare.bench.child;

import org.jspecify.annotations.NullMarked;
