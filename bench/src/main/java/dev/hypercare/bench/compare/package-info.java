/** {@code bench/run compare}: variants that do the same work, interleaved, each checked against the truth. */
@NullMarked
package dev.hypercare.bench.compare;

import org.jspecify.annotations.NullMarked;
