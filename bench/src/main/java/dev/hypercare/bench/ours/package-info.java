/** The product itself as a process that a benchmark starts. */
@NullMarked
package dev.hypercare.bench.ours;

import org.jspecify.annotations.NullMarked;
